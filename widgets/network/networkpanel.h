// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/linkfigures.h"
#include "models/itemmodels/topologyoverlay.h"
#include "models/processing/ownmeasurements.h"
#include "widgets/network/nodefield.h"

#include <QJsonObject>
#include <QPointer>
#include <QStringListModel>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QStackedWidget;

namespace desk {

class NetworkPage;
class RoutePage;
class RouteWatch;
class WhatIfPage;

// The analysis of the network: routes, weak points, cut and flow, betweenness, what if; one page at a time.
// It is computed anew at most once a second while something changes, in a worker, and what is shown is marked
// in the pictures of the same source. Costs nothing while hidden, but for routes that are charted. GUI
// thread.
class NetworkPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkPanel)

public:
    enum class Page : std::uint8_t { route, weakPoints, flow, betweenness, whatIf };

    // watch: of another panel of the same source, which keeps and outlives it; null = one of its own.
    NetworkPanel(ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                 RouteWatch *watch = nullptr, QWidget *parent = nullptr);
    ~NetworkPanel() override;

    // Where the findings are marked. Null = nowhere.
    void setOverlay(TopologyOverlay *overlay);
    // Where the figures of charted routes go; null = nowhere, for the reason told.
    void setMeasurements(OwnMeasurements *measurements, const QString &refusal = {});

    void showPage(Page page);
    [[nodiscard]] Page page() const;
    // What a picture or table asks.
    void answer(NetworkQuestion question, const QString &node, const QString &otherEnd = {});
    // Takes the newest figures now instead of at the next second.
    void refresh();
    [[nodiscard]] bool isComputing() const;
    [[nodiscard]] RouteWatch &watch() { return *m_watch; }
    [[nodiscard]] RoutePage &route() { return *m_route; }
    [[nodiscard]] WhatIfPage &whatIf() { return *m_whatIf; }

    // Passes over what it does not understand.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildHeader();
    void addPages();
    void compute(bool byItself);
    void takeNodes();
    void showOverlay();
    void retranslate();
    [[nodiscard]] NetworkPage &current() const;
    [[nodiscard]] bool ownsWatch() const;

    ParameterFeed &m_feed;
    FleetSelection &m_selection;
    const Theme &m_theme;
    NodeDirectory m_directory;
    QStringListModel m_entries;
    LinkFigureReader m_reader;
    RouteWatch *m_watch = nullptr;
    QPointer<TopologyOverlay> m_overlay; // a window's goes before its panels
    const QString m_owner;               // of the marks
    QComboBox *m_page = nullptr;
    QToolButton *m_mark = nullptr;
    QToolButton *m_help = nullptr;
    QStackedWidget *m_stack = nullptr;
    std::vector<NetworkPage *> m_pages; // by Page
    RoutePage *m_route = nullptr;
    WhatIfPage *m_whatIf = nullptr;
    QTimer m_clock;
    bool m_isDirty = true; // something came since the last look
};

} // namespace desk
