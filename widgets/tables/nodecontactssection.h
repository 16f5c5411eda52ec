// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/contactsearch.h"
#include "models/processing/parameterfeed.h"
#include "widgets/tables/inspectorsection.h"

class QLabel;
class QToolButton;

namespace desk {

class FactList;

// The next contacts of a satellite or a station, with a countdown. Looked for in a worker, again when one of
// them is over. GUI thread.
class NodeContactsSection final : public InspectorSection
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NodeContactsSection)

public:
    NodeContactsSection(const ParameterFeed &feed, const Theme &theme);

    [[nodiscard]] bool isSearching() const { return m_search.isRunning(); }

Q_SIGNALS:
    void allWanted(desk::EntityId entity); // the panel of contacts

private:
    [[nodiscard]] bool concerns() const override;
    void begin() override;
    void look() override;
    void retranslate() override;
    [[nodiscard]] bool isOutdated(Timestamp now) const;
    void search(Timestamp now);

    const ParameterFeed &m_feed;
    ContactSearch m_search;
    FleetContactsPtr m_contacts;
    TimeRange m_searched;
    std::uint64_t m_mark = 0;
    QString m_obstacle;
    bool m_ofStation = false;
    FactList *m_list = nullptr;
    QLabel *m_note = nullptr;
    QToolButton *m_all = nullptr;
};

} // namespace desk
