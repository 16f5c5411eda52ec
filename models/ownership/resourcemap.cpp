// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/resourcemap.h"

#include <algorithm>
#include <iterator>

namespace desk {
namespace {

constexpr std::size_t bytesBesideThePath = 160;

std::size_t bytesOf(const ResourceMap::Pin &pin)
{
    return pin.path.size() + bytesBesideThePath;
}

bool liesBelow(std::string_view path, const std::string &announced)
{
    if (announced.ends_with('/'))
        return path.starts_with(announced);
    return path.starts_with(announced) && (path.size() == announced.size() || path[announced.size()] == '/');
}

bool announces(const std::vector<std::string> &announced, std::string_view path)
{
    return std::any_of(announced.begin(), announced.end(),
                       [&](const std::string &each) { return liesBelow(path, each); });
}

} // namespace

void ResourceMap::add(WorkerId worker, std::vector<std::string> announced)
{
    m_announcing += announced.empty() ? 0 : 1;
    m_owners.push_back({worker, true, std::move(announced), {}});
    m_byId[worker] = std::prev(m_owners.end());
}

void ResourceMap::remove(WorkerId worker)
{
    const auto known = m_byId.find(worker);
    if (known == m_byId.end())
        return;
    const auto gone = known->second;
    for (auto pin = gone->pins.begin(); pin != gone->pins.end();)
        drop(*gone, pin++);
    m_announcing -= gone->announced.empty() ? 0 : 1;
    if (m_turn == gone) // the one after it is next all the same
        m_turn = gone == m_owners.begin() ? m_owners.end() : std::prev(gone);
    m_owners.erase(gone);
    m_byId.erase(known);
}

void ResourceMap::setHealthy(WorkerId worker, bool healthy)
{
    if (Owner *known = owner(worker))
        known->healthy = healthy;
}

ResourceMap::Owner *ResourceMap::owner(WorkerId worker)
{
    const auto known = m_byId.find(worker);
    return known == m_byId.end() ? nullptr : &*known->second;
}

// anybody: whether a worker, healthy or not, may own the path.
ResourceMap::Owner *ResourceMap::next(std::string_view path, bool &anybody)
{
    const bool announced =
        m_announcing > 0 && std::any_of(m_owners.begin(), m_owners.end(),
                                        [&](const Owner &each) { return announces(each.announced, path); });
    anybody = false;
    auto turn = m_turn;
    for (std::size_t i = 0; i < m_owners.size(); ++i) {
        turn =
            turn == m_owners.end() || std::next(turn) == m_owners.end() ? m_owners.begin() : std::next(turn);
        if (announced ? !announces(turn->announced, path) : !turn->announced.empty())
            continue;
        anybody = true;
        if (!turn->healthy)
            continue;
        m_turn = turn;
        return &*turn;
    }
    return nullptr;
}

ResourceMap::Placement ResourceMap::place(std::string_view path, SteadyTime now)
{
    const auto known = m_pins.find(path);
    Owner *before = known == m_pins.end() ? nullptr : owner(known->second->worker);
    if (before && before->healthy) {
        known->second->used = now;
        before->pins.splice(before->pins.begin(), before->pins, known->second);
        return {Decision::pinned, before->id};
    }
    bool anybody = false;
    Owner *after = next(path, anybody);
    if (!after)
        return {anybody ? Decision::noHealthyWorkers : Decision::noWorkers, {}};
    if (before) {
        const auto pin = known->second;
        pin->worker = after->id;
        pin->used = now;
        after->pins.splice(after->pins.begin(), before->pins, pin);
        return {Decision::reassigned, after->id};
    }
    after->pins.push_front({std::string(path), after->id, now});
    m_pins.emplace(after->pins.front().path, after->pins.begin());
    m_bytes += bytesOf(after->pins.front());
    keepWithinBytes();
    return {Decision::assigned, after->id};
}

void ResourceMap::drop(Owner &of, std::list<Pin>::iterator pin)
{
    m_bytes -= bytesOf(*pin);
    m_pins.erase(pin->path);
    of.pins.erase(pin);
}

void ResourceMap::keepWithinBytes()
{
    while (m_bytes > m_maxBytes && m_pins.size() > 1) {
        Owner *oldest = nullptr;
        for (Owner &each : m_owners) {
            if (!each.pins.empty() && (!oldest || each.pins.back().used < oldest->pins.back().used))
                oldest = &each;
        }
        drop(*oldest, std::prev(oldest->pins.end()));
    }
}

void ResourceMap::expire(SteadyTime now)
{
    for (Owner &each : m_owners) {
        while (!each.pins.empty() && now - each.pins.back().used > m_idle)
            drop(each, std::prev(each.pins.end()));
    }
}

std::size_t ResourceMap::size(WorkerId worker) const
{
    return pins(worker).size();
}

const std::list<ResourceMap::Pin> &ResourceMap::pins(WorkerId worker) const
{
    static const std::list<Pin> none;
    const auto known = m_byId.find(worker);
    return known == m_byId.end() ? none : known->second->pins;
}

} // namespace desk
