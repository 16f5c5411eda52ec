// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/nodedirectory.h"

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

bool NodeDirectory::refresh(const TopologySnapshotPtr &snapshot)
{
    if (snapshot == m_snapshot || !snapshot)
        return false;
    const auto sameNames = [](const TopologyNode &a, const TopologyNode &b) {
        return a.name == b.name && a.label == b.label;
    };
    const bool same = m_snapshot && std::ranges::equal(m_snapshot->nodes, snapshot->nodes, sameNames);
    m_snapshot = snapshot;
    if (same)
        return false;
    m_entries.clear();
    m_byName.clear();
    m_byText.clear();
    const auto note = [this](const QString &text, std::uint32_t node) {
        const auto known = m_byText.constFind(text);
        if (known == m_byText.cend())
            m_byText.insert(text, node);
        else if (*known != node)
            m_byText.insert(text, several);
    };
    for (std::uint32_t i = 0; i < snapshot->nodes.size(); ++i) {
        const QString name = nameAt(i);
        const QString label = QString::fromStdString(snapshot->nodes[i].label);
        m_entries += label.isEmpty() || label == name ? name : u"%1 (%2)"_s.arg(label, name);
        m_byName.insert(name, i);
        note(name.toLower(), i);
        note(m_entries.last().toLower(), i);
        if (!label.isEmpty())
            note(label.toLower(), i);
    }
    return true;
}

std::optional<std::uint32_t> NodeDirectory::find(const QString &text) const
{
    if (const auto it = m_byName.constFind(text); it != m_byName.cend())
        return *it;
    const auto it = m_byText.constFind(text.toLower());
    return it == m_byText.cend() || *it == several ? std::nullopt : std::optional(*it);
}

QString NodeDirectory::nameAt(std::uint32_t node) const
{
    return QString::fromStdString(m_snapshot->nodes[node].name);
}

QString NodeDirectory::labelOf(const QString &name) const
{
    const auto it = m_byName.constFind(name);
    if (it == m_byName.cend() || m_snapshot->nodes[*it].label.empty())
        return name;
    return QString::fromStdString(m_snapshot->nodes[*it].label);
}

QString NodeDirectory::entryOf(const QString &name) const
{
    const auto it = m_byName.constFind(name);
    return it == m_byName.cend() ? name : m_entries[*it];
}

} // namespace desk
