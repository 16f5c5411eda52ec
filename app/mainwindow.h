// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/openrecording.h"
#include "app/palettesources.h"
#include "app/sourcepanel.h"
#include "app/sourceview.h"
#include "models/settings/windowsettings.h"

#include <QJsonArray>
#include <QMainWindow>
#include <QTimer>
#include <QUuid>

#include <functional>
#include <vector>

class QStackedWidget;
class QToolBar;

namespace desk {

class ChartsPanel;
class CommandPalette;
class Comparison;
class ConnectAssistant;
class ForecastPanel;
class IngestPanel;
class LinkKeyRing;
class LinkManager;
class LinksPanel;
class NetworkPanel;
class NoticeBar;
class PredictionSource;
class RecordingImport;
class RecordingView;
class OwnershipPanel;
class SkillPanel;
class StatusStrip;
class TimeConductorBar;
class Theme;
class Workspace;
struct LinkDefinition;

// The window: puts panels side by side and remembers where. It looks at the live source and, beside it, at
// one recording that is replayed: each panel at the one or the other. Owns no data but the recording. GUI
// thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    struct Parts
    {
        ParameterFeed &feed;
        TimeConductor &conductor;
        FleetSelection &selection;
        EventLog &events;
        Theme &theme;
        WindowSettings &settings;
        const TelemetrySource *source = nullptr; // null = no server
        std::function<std::vector<DataLinkStatus>()> links;
        std::function<void(const QString &)> setLanguage;
        QString language;
        RecordingOpener openRecording = {};   // empty = recordings cannot be opened
        TimeSeriesStore::Options memory = {}; // of a recording that is open
        std::function<Result<void>(const SessionNote &)> addNote =
            {};                               // into the source's recording; empty = none
        DerivedParameters *derived = nullptr; // null = they cannot be changed here
        LimitDefinitions *limits = nullptr;   // likewise
        Workspace *workspace = nullptr;       // null = one window that is remembered in the settings
        QString dataFolder = {};              // empty = none here
        QString configFolder = {};
        OwnMeasurements *ownMeasurements = nullptr; // null = nothing can be put in here
        LinkManager *linkManager = nullptr;         // of lab hardware; null = they are another program's
        LinkKeyRing *keyRing = nullptr;             // of their secrets; null where there are none
    };

    explicit MainWindow(Parts parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] ChartsPanel &charts() { return *m_charts; }
    // Which time the panels in LIVE look at.
    [[nodiscard]] TimeConductorBar &timeConductor() { return *m_time; }
    // Of those in REPLAY; null while no recording is open.
    [[nodiscard]] TimeConductorBar *replayConductor() { return m_replayTime; }
    [[nodiscard]] RecordingView *recording() { return m_recording.get(); }
    [[nodiscard]] NoticeBar &notice() { return *m_notice; }
    [[nodiscard]] SourcePanel *sourcePanel(const QString &name) const;
    [[nodiscard]] StatusStrip &status() { return *m_status; }
    // A panel by its name (topology, charts, …), null for an unknown one.
    [[nodiscard]] QWidget *panel(const QString &name) const;
    [[nodiscard]] QStringList panelNames() const;

    // The arrangement that the settings have, in a window of that size or, where it is valid, of this one.
    void showAsBefore(QSize wanted = {});
    void saveLayout();
    // The same of an arrangement: "place", "docks" or "arrange", "panels". What it does not name stays.
    void showWith(const QJsonObject &state, QSize wanted = {});
    void restoreLayout(const QJsonObject &state);
    // Docks as they were then, and the charts' content, too.
    void undo(const QJsonObject &state, bool charts);
    [[nodiscard]] static QJsonObject chartsOf(const QJsonObject &state);
    [[nodiscard]] QJsonObject layoutState() const;
    // Which of the windows it is, for the way back to a change. A window that comes again takes its old one.
    [[nodiscard]] const QString &id() const { return m_id; }
    void setId(const QString &id) { m_id = id; }
    // Everything in the menus that has a name.
    [[nodiscard]] std::vector<ActionSource::Command> commands() const;
    // Keys as the operator chose them.
    void applyShortcuts();
    void setDayOfYear(bool on);
    void focusPanel(const QString &name);
    void showPalette();
    void showHelp();
    void showFirstSteps();
    void connectDevice();
    void offerFirstSteps();
    // A layout's name in the language of the window.
    [[nodiscard]] static QString layoutTitle(const QString &name);

    // A session file, or one that import can read, which then goes into a temporary session first. Beside a
    // live source, a copy of the charts shows it to begin with; a window without a source shows nothing else.
    // What goes wrong is said in a notice.
    void openFile(const QString &path);
    void closeRecording();
    // Opens a file as what the charts of the recording are compared with, or of the live source where none is
    // open.
    void compareWith(const QString &path);
    [[nodiscard]] Comparison &comparison() const;
    // All panels, and the time conductor with them.
    void showReplay(bool replay);
    // A mark of the operator on the side whose conductor is on screen. What refuses it is said in a notice.
    void addMark(Timestamp at, const QString &text);
    void jumpToMark(bool forward);
    [[nodiscard]] const MarkRecord &liveMarks() const { return *m_liveMarks; }
    // A second panel like this one, in LIVE or REPLAY, beside it. Made while a recording is open it goes with
    // the recording, else it belongs to the layout.
    SourcePanel *addCopy(const QString &name, bool replay);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Entry
    {
        QString name;
        SourcePanel *source = nullptr;
        std::function<QString()> title;
        bool isCopy = false;
        bool ofLayout = false; // a copy that stays without a recording
    };
    void addPanels();
    [[nodiscard]] NetworkPanel *makeNetworkPanel(const SourceView &view);
    [[nodiscard]] ForecastPanel *makeForecastPanel(const SourceView &view);
    [[nodiscard]] SkillPanel *makeSkillPanel(const SourceView &view);
    [[nodiscard]] IngestPanel *makeIngestPanel(const SourceView &view);
    [[nodiscard]] LinksPanel *makeLinksPanel(const SourceView &view);
    [[nodiscard]] QString withoutLinkChanges(const SourceView &view) const; // why; empty = they can be made
    [[nodiscard]] ConnectAssistant *makeAssistant(const std::optional<LinkDefinition> &edited);
    void editLink(const QString &id);
    void removeLink(const QString &id);
    void chartWhenKnown(const QString &node, const QStringList &metrics);
    [[nodiscard]] OwnershipPanel *makeOwnershipPanel(const SourceView &view);
    [[nodiscard]] static const PredictionSource *predictionsOf(const SourceView &view); // null = none
    [[nodiscard]] QString withoutForecasts(const SourceView &view) const;
    void answerQuestionsOf(const SourceView &side, bool replay);
    void addTimeConductor();
    void addMenus();
    void addReplayMenu();
    void addMarksMenu();
    void listMarks(QMenu &menu);
    void arrange(const QJsonObject &tree = {}); // empty = the standard one
    void restoreDocks(const QJsonObject &state);
    void hideUnknown(const QJsonObject &state);
    void restorePanels(const QJsonObject &state);
    void noteLayoutChange();
    void addLayoutMenu();
    void askForLayoutName(bool rename);
    void askToReplaceLayout(const QString &name);
    void askToDeleteLayout();
    void addViewMenu();
    void retranslate();
    void quit();
    void showPreferences();
    void showChartTable();
    void addHelpMenu();
    [[nodiscard]] QString helpTopic() const;
    void chooseLanguage(const QString &code);
    void savePicture();
    void editDerived();
    void editLimits();
    void showAbout();
    void add(const QString &name, SourcePanel::Factory factory, std::function<QString()> title);

    // Marks
    void readOwnRecording();
    void askForMark();
    void showMarkAt(Timestamp at);
    [[nodiscard]] bool looksAtReplay() const;
    [[nodiscard]] const SourceView &shownSide() const;
    [[nodiscard]] bool isOwnRecording() const;
    [[nodiscard]] QString markRefusal() const;

    // Replay
    void askForRecording();
    using Opener =
        std::function<void(const QString &session, const QString &name, std::shared_ptr<void> temporary)>;
    void importFile(const QString &path, Opener opened);
    void openSession(const QString &path, const QString &name, std::shared_ptr<void> temporary);
    // False and a notice for a file that is no recording.
    bool open(const QString &path, const Opener &opened);
    void showRecording(OpenRecording recording);

    // Comparison
    void addCompareActions(QMenu &menu);
    void askForReference();
    void askWhatFor(const QString &path, const QPoint &at);
    void beginComparison(const QString &session, const QString &name, std::shared_ptr<void> temporary);
    void showReplayConductor(bool replay);
    void showMarks();
    void showLiveEvents();
    [[nodiscard]] Entry *entry(const QString &name);
    SourcePanel *addCopyNamed(const QString &name, const QString &beside, const QJsonObject &state,
                              bool replay);
    void saveCopies();
    bool restoreCopies();
    [[nodiscard]] QJsonArray layoutCopies() const;
    void restoreLayoutCopies(const QJsonObject &state);
    void removeCopies(const std::function<bool(const Entry &)> &which);
    void addCopyMenu(QMenu &menu);

    static constexpr int docksVersion = 1;
    Parts m_parts;
    Comparison *const m_liveComparison; // a child
    MarkRecord *m_liveMarks = nullptr;
    const SourceView m_live;
    std::unique_ptr<RecordingView> m_recording;
    RecordingImport *m_import = nullptr; // while one runs
    std::shared_ptr<void> m_temporary;   // what was imported, as long as it is open
    std::vector<Entry> m_panels;
    ChartsPanel *m_charts = nullptr;
    TimeConductorBar *m_time = nullptr;
    TimeConductorBar *m_replayTime = nullptr;
    QStackedWidget *m_times = nullptr; // live, replay
    QToolBar *m_timeRow = nullptr;
    NoticeBar *m_notice = nullptr;
    CommandPalette *m_palette = nullptr; // once it was wanted
    QString m_id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    quint64 m_menusMade = 0; // how often
    QTimer m_markTimer;      // while a recording is open
    StatusStrip *m_status = nullptr;
};

} // namespace desk
