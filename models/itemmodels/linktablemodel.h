// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalinkstatus.h"
#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/tablemodel.h"
#include "models/telemetry/monitoringresult.h"

#include <QTimer>

#include <deque>

namespace desk {

// One row per data link: is it there, how much comes, what went wrong. Asks its source twice a second while
// active; rates are what the counters grew by over the last 2 s of the steady clock. Rows keep their order; a
// link that is gone goes. GUI thread; the source may be called on no other.
class LinkTableModel final : public TableModel
{
    Q_OBJECT

public:
    using Source = std::function<std::vector<DataLinkStatus>()>;
    enum Column : int {
        stateColumn,
        nameColumn,
        ageColumn,
        framesColumn, // a second
        pointsColumn, // a second
        bytesColumn,  // a second
        errorsColumn, // since the start
        totalColumn,  // points since the start
        clientsColumn,
        reasonColumn,
        columnTotal,
    };

    LinkTableModel(Source source, const TimeService &time, QObject *parent = nullptr);

    void setActive(bool active);
    void setStateWording(Wording<DataLinkState> wording);
    // What the timer does.
    void poll();

    [[nodiscard]] const DataLinkStatus &statusAt(int row) const { return m_links[std::size_t(row)].status; }

private:
    struct Reading
    {
        SteadyTime at{};
        std::uint64_t frames = 0;
        std::uint64_t points = 0;
        std::uint64_t bytes = 0;
    };
    struct Link
    {
        DataLinkStatus status;
        std::deque<Reading> readings; // of the last 2 s and one before
        // A second; NaN until two readings stand.
        double frames = 0;
        double points = 0;
        double bytes = 0;
    };

    [[nodiscard]] int rows() const override { return int(m_links.size()); }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] QVariant display(const Link &link, int column) const;
    [[nodiscard]] QVariant figure(const Link &link, int column) const;
    [[nodiscard]] double age(const DataLinkStatus &status) const; // NaN = never
    static void read(Link &link, DataLinkStatus status, SteadyTime now);

    Source m_source;
    const TimeService &m_time;
    Wording<DataLinkState> m_stateWording;
    std::vector<Link> m_links;
    QTimer m_timer;
};

// What a state means beside its word: up and idle are fine, out of contact is expected, down is not.
Severity severityOf(DataLinkState state);

} // namespace desk
