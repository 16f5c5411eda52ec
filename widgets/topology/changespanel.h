// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/topologychangefilter.h"
#include "models/itemmodels/topologyoverlay.h"
#include "models/telemetry/result.h"
#include "models/timeseries/timeconductor.h"

#include <QJsonObject>
#include <QPointer>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace desk {

class ElidedLabel;
class ParameterFeed;
class Theme;
class TopologyRecord;

// What changed in the topology between two moments, newest first, and on demand as marks over its pictures.
// A click selects the node or link everywhere, a double-click puts the cursor there. Looks once a second
// while it is seen or shows marks. GUI thread.
class ChangesPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangesPanel)

public:
    enum class Span : std::uint8_t {
        shown,  // what the time conductor shows
        cursor, // between its cursor and now
        since   // from a moment that was typed or held to now
    };

    // All outlive the panel.
    struct Parts
    {
        const ParameterFeed &feed;
        TimeConductor &conductor;
        FleetSelection &selection;
        const TopologyRecord &record;
        TopologyOverlay &overlay;
    };

    ChangesPanel(Parts parts, const Theme &theme, QWidget *parent = nullptr);
    ~ChangesPanel() override;

    void setSpan(Span span);
    void setSince(Timestamp since);
    void showInPicture(bool on);
    // Looks now instead of within a second.
    void refresh();
    [[nodiscard]] TimeRange range() const;
    // The rows shown.
    [[nodiscard]] QByteArray csv() const;
    [[nodiscard]] Result<void> exportCsv(const QString &fileName) const;

    [[nodiscard]] QJsonObject saveState() const;
    // Passes over what it does not understand.
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildBar();
    void buildTable();
    void connectAll();
    void wake();
    void showHead();
    void showMarks();
    void noteOverlay();
    void fillKinds();
    void chooseRow(int row);
    void copy();
    void askForFile();
    void showMenu(const QPoint &position);
    void applyTheme();
    void retranslate();
    [[nodiscard]] QString stampOf(Timestamp time) const;

    const Parts m_parts;
    const QPointer<TopologyOverlay> m_overlay;
    const Theme &m_theme;
    TopologyChangeModel m_model;
    TopologyChangeFilter m_filter;
    Span m_span = Span::shown;
    Timestamp m_since{};
    TopologySnapshotPtr m_markedBefore; // what the marks were made of
    TopologySnapshotPtr m_markedNow;
    QComboBox *m_spanBox = nullptr;
    QLineEdit *m_sinceField = nullptr;
    QLineEdit *m_text = nullptr;
    QToolButton *m_kinds = nullptr;
    QMenu *m_kindMenu = nullptr;
    QToolButton *m_picture = nullptr;
    QToolButton *m_export = nullptr;
    ElidedLabel *m_head = nullptr;
    QLabel *m_problem = nullptr; // of the last export
    QLabel *m_empty = nullptr;
    QTableView *m_table = nullptr;
    QStackedLayout *m_pages = nullptr;
    QTimer m_soon;    // coalesces what the record says
    QTimer m_passing; // spans move with time
};

} // namespace desk
