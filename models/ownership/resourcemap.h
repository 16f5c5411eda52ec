// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace desk {

// One connection of a worker. Never used twice.
enum class WorkerId : std::uint64_t {};

// Which worker owns which path: the first request pins it by round robin over healthy workers, and there it
// stays until that worker goes, or is unhealthy when the next request comes. A key is the raw path, without
// query, case-sensitive. A worker may announce paths: then it owns what lies at or below them, and nothing
// else. Pure; any one thread.
class ResourceMap
{
public:
    enum class Decision : std::uint8_t { pinned, assigned, reassigned, noWorkers, noHealthyWorkers };
    static constexpr std::size_t decisions = 5;
    struct Placement
    {
        Decision decision = Decision::noWorkers;
        WorkerId worker{};
        [[nodiscard]] bool isPlaced() const { return decision <= Decision::reassigned; }
    };
    struct Pin
    {
        std::string path;
        WorkerId worker{};
        SteadyTime used;
    };

    // idle: a pin that nobody asked for expires after that. maxBytes: of all pins; beyond it those that were
    // not used for longest go.
    explicit ResourceMap(std::chrono::nanoseconds idle, std::size_t maxBytes = 64U << 20U)
        : m_idle(idle)
        , m_maxBytes(maxBytes)
    {
    }

    // A new worker is healthy and moves no pin.
    void add(WorkerId worker, std::vector<std::string> announced);
    // All its pins go.
    void remove(WorkerId worker);
    void setHealthy(WorkerId worker, bool healthy);

    Placement place(std::string_view path, SteadyTime now);
    void expire(SteadyTime now);

    [[nodiscard]] std::size_t size() const { return m_pins.size(); }
    [[nodiscard]] std::size_t size(WorkerId worker) const;
    // Of one worker, the last used first.
    [[nodiscard]] const std::list<Pin> &pins(WorkerId worker) const;

private:
    struct Owner
    {
        WorkerId id{};
        bool healthy = true;
        std::vector<std::string> announced;
        std::list<Pin> pins; // the last used first
    };

    [[nodiscard]] Owner *owner(WorkerId worker);
    [[nodiscard]] Owner *next(std::string_view path, bool &anybody);
    void drop(Owner &owner, std::list<Pin>::iterator pin);
    void keepWithinBytes();

    const std::chrono::nanoseconds m_idle;
    const std::size_t m_maxBytes;
    std::list<Owner> m_owners; // in order of registration
    std::unordered_map<WorkerId, std::list<Owner>::iterator> m_byId;
    std::unordered_map<std::string_view, std::list<Pin>::iterator> m_pins; // views of Pin::path
    std::list<Owner>::iterator m_turn = m_owners.end();                    // who was chosen last
    std::size_t m_bytes = 0;
    std::size_t m_announcing = 0; // workers that announce paths
};

} // namespace desk
