// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologysnapshot.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace desk {

// The nodes of a fleet as people call them: "label (name)", or the name alone where it has no other label.
// Made anew only when nodes came or went. GUI thread.
class NodeDirectory
{
public:
    // True when the entries are others than before.
    bool refresh(const TopologySnapshotPtr &snapshot);

    [[nodiscard]] const QStringList &entries() const { return m_entries; } // by index of the node
    // By name, by the whole entry, or by a label that only one has; without regard to case where that is
    // unambiguous.
    [[nodiscard]] std::optional<std::uint32_t> find(const QString &text) const;
    // The label of a node that is called so; the name itself where nobody is.
    [[nodiscard]] QString labelOf(const QString &name) const;
    [[nodiscard]] QString nameAt(std::uint32_t node) const;
    [[nodiscard]] QString entryOf(const QString &name) const;

private:
    static constexpr std::uint32_t several = 0xFFFFFFFFU;

    TopologySnapshotPtr m_snapshot;
    QStringList m_entries;
    QHash<QString, std::uint32_t> m_byName;
    QHash<QString, std::uint32_t>
        m_byText; // entries, labels and names in small letters; several = more than one
};

} // namespace desk
