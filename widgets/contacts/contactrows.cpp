// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/contacts/contactrows.h"

#include <algorithm>

namespace desk {

ContactRows::ContactRows(const FleetContacts &contacts, std::span<const std::uint32_t> shown, bool byStation)
    : rowOfContact(contacts.contacts.size(), noRow)
{
    std::vector<std::uint32_t> inOrder(shown.begin(), shown.end());
    std::ranges::sort(inOrder); // contacts lie in order of rise
    std::vector<std::uint32_t> rowOfNode(contacts.fleet->nodes.size(), noRow);
    for (const std::uint32_t index : inOrder) {
        const Contact &contact = contacts.contacts[index];
        const std::uint32_t node = byStation ? contact.station : contact.satellite;
        if (rowOfNode[node] == noRow) {
            rowOfNode[node] = std::uint32_t(rows.size());
            rows.push_back({node, QString::fromStdString(contacts.fleet->nodes[node].name), {}});
        }
        rows[rowOfNode[node]].contacts.push_back(index);
        rowOfContact[index] = rowOfNode[node];
    }
}

} // namespace desk
