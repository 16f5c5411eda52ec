// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/networkpage.h"
#include "widgets/network/routequery.h"
#include "widgets/network/routewatch.h"

class QPushButton;
class QSpinBox;
class QSplitter;

namespace desk {

class ResultTable;

// The best routes between two nodes, and the links of the one that is chosen. GUI thread.
class RoutePage final : public NetworkPage
{
    Q_OBJECT

public:
    RoutePage(const NetworkContext &context, RouteWatch &watch, QWidget *parent = nullptr);

    void setEnd(bool from, const QString &node);
    // What is asked for; nothing where an end is not known.
    [[nodiscard]] std::optional<RouteQuery> query() const;

    void showNodes() override;
    void retranslate() override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString meaning() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

protected:
    AnalysisRunner::Work work(const LinkFiguresPtr &figures) override;

private:
    void buildControls();
    void swapEnds();
    void showWatch();
    void toggleWatch(bool on);
    [[nodiscard]] static QString wordsOf(RouteWatch::Refusal refusal, const NamedRoute &route);
    void sayRefusal(const QString &why);
    void fillWatchMenu();
    void show(std::shared_ptr<const RouteReply> reply);
    void showNothing();
    void showRoute(); // the chosen one: its links and its marks
    [[nodiscard]] std::vector<ResultRow> routeRows() const;
    [[nodiscard]] std::vector<ResultRow> linkRows(const Route &route) const;
    void markRoutes(std::size_t chosen);

    RouteWatch &m_watch;
    NodeField *m_from = nullptr;
    NodeField *m_to = nullptr;
    QLabel *m_fromLabel = nullptr;
    QLabel *m_toLabel = nullptr;
    QLabel *m_byLabel = nullptr;
    QLabel *m_countLabel = nullptr;
    QToolButton *m_swap = nullptr;
    QComboBox *m_by = nullptr;
    QComboBox *m_capacity = nullptr;
    QSpinBox *m_count = nullptr;
    QComboBox *m_kind = nullptr;
    QToolButton *m_chart = nullptr;
    QToolButton *m_charted = nullptr; // all of them
    QLabel *m_refusal = nullptr;      // why it is not charted
    QSplitter *m_tables = nullptr;
    ResultTable *m_routes = nullptr;
    ResultTable *m_links = nullptr;
    std::shared_ptr<const RouteReply> m_reply; // what is shown
};

} // namespace desk
