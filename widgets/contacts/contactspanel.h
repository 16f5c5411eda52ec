// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/contactsearch.h"
#include "models/itemmodels/contacttablemodel.h"
#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/planesearch.h"
#include "models/network/contactsides.h"
#include "models/processing/parameterfeed.h"
#include "models/timeseries/timeconductor.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QJsonObject;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedLayout;
class QToolButton;

namespace desk {

class ContactStrip;
class ContactTable;
class ElidedLabel;
class Theme;

// When satellites pass over stations: of the selected node, or of the whole fleet, as a strip over time and
// as a table with a countdown. Looks from the source's time on (in a replay: that of the play head), in a
// worker, again when a satellite has set or the fleet's orbits have changed. A click on a contact selects the
// other node and the panel stays with the one it is about; a double-click sets the time cursor. Costs nothing
// while hidden. GUI thread.
class ContactsPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContactsPanel)

public:
    enum class Range : std::uint8_t { hour, sixHours, day, conductor };

    ContactsPanel(ParameterFeed &feed, TimeConductor &conductor, FleetSelection &selection,
                  const Theme &theme, QWidget *parent = nullptr);

    // About a node or link, as if it had been selected; ends the showing of the whole fleet.
    void showContactsOf(EntityId entity);
    // What the timer does each second.
    void tick();
    [[nodiscard]] bool isSearching() const { return m_waits || m_search.isRunning(); }
    [[nodiscard]] const ContactTableModel &model() const { return m_model; }
    [[nodiscard]] QByteArray csv() const;
    [[nodiscard]] Result<void> exportCsv(const QString &fileName) const;

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    // What a search was asked for, besides the controls: these ask afresh.
    struct Question
    {
        TimeRange range;
        std::uint64_t mark = 0; // motionMark() of the fleet
        bool isOfPlane = false; // narrowed down to one
    };
    struct ChosenContact // by what another snapshot of the fleet has, too
    {
        NodeId satellite = noNode;
        NodeId station = noNode;
        Timestamp culmination{};
    };

    void buildControls();
    void buildContent();
    void connectAll();
    [[nodiscard]] QWidget *controls();
    void applyTheme();
    void retranslate();

    // What is looked for.
    void follow();
    void renew(bool afresh);
    void take(const FleetContactsPtr &contacts);
    void stop();
    void findHeld();
    [[nodiscard]] bool findPlanes();
    void takePlanes();
    void offerPlanes(const TopologySnapshot &fleet, const FleetPlanesPtr &planes);
    [[nodiscard]] int plane() const;
    [[nodiscard]] bool isOutdated(Timestamp now) const;
    [[nodiscard]] TimeRange wantedRange(Timestamp now) const;
    [[nodiscard]] QString subjectName() const;
    [[nodiscard]] Range range() const;
    [[nodiscard]] bool isFleet() const;

    // What is seen.
    void showResult();
    void showPage();
    void showProgress();
    void showReadout();
    void showSubject();
    void choose(int contact, bool inTable = false);
    void reselect();
    void setCursorAt(Timestamp time);
    void showMenu(const QPoint &position);
    void askForFile();

    ParameterFeed &m_feed;
    TimeConductor &m_conductor;
    FleetSelection &m_selection;
    const Theme &m_theme;
    ContactTableModel m_model;
    ContactSearch m_search;
    PlaneSearch m_planes;
    QTimer m_timer;

    EntityId m_subject = noEntity;
    EntityId m_seen = noEntity; // newest selection that was looked at
    bool m_choosing = false;    // we select
    ContactSides m_sides;
    Question m_asked;                    // newest
    Question m_answered;                 // by what is shown
    bool m_waits = false;                // for the planes: the search comes after them
    std::optional<Timestamp> m_firstSet; // after the begin of the search
    std::optional<ChosenContact> m_chosen;
    bool m_stopped = false; // by the user
    FleetPlanesPtr m_offered;
    std::vector<std::vector<NodeId>> m_offeredNodes; // by its planes
    QElapsedTimer m_sinceRequest;
    qint64 m_lastSearchMs = 0;
    // Of saved state, until planes and the node are known.
    int m_wantedPlane = FleetPlanes::none;
    QString m_wantedHeld;
    QString m_wantedHeldTo;

    QComboBox *m_scope = nullptr;
    QToolButton *m_hold = nullptr;
    ElidedLabel *m_name = nullptr;
    QToolButton *m_export = nullptr;
    QComboBox *m_range = nullptr;
    QDoubleSpinBox *m_elevation = nullptr;
    QComboBox *m_plane = nullptr;
    QWidget *m_progressRow = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_cancel = nullptr;
    QWidget *m_stoppedRow = nullptr;
    QLabel *m_stoppedNote = nullptr;
    QPushButton *m_takeUp = nullptr;
    QStackedLayout *m_pages = nullptr;
    QWidget *m_empty = nullptr;
    QLabel *m_emptySentence = nullptr;
    QPushButton *m_again = nullptr;
    QSplitter *m_content = nullptr;
    ContactStrip *m_strip = nullptr;
    ElidedLabel *m_readout = nullptr;
    QLineEdit *m_filter = nullptr;
    QLabel *m_counts = nullptr;
    ContactTable *m_table = nullptr;
    QLabel *m_note = nullptr; // on the age of the elements
};

} // namespace desk
