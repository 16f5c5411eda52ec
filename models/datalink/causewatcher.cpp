// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/causewatcher.h"

namespace desk {
namespace {
constexpr double rainBeginsDb = 1;
constexpr double rainEndsDb = 0.5;
constexpr double fillingBegins = 0.1; // of the buffer
constexpr double fillingEnds = 0.05;
} // namespace

void CauseWatcher::observe(Timestamp time, std::span<const RainFade> rain, const GroundLinks &ground,
                           std::span<const SimulatedLink> links, std::span<const SimulatedEntity> entities,
                           SimulationLog &log)
{
    observeRain(time, rain, log);
    observePasses(time, ground, log);
    observeQueues(time, links, entities, log);
}

void CauseWatcher::observeRain(Timestamp time, std::span<const RainFade> rain, SimulationLog &log)
{
    for (std::size_t i = 0; i < rain.size(); ++i) {
        const double attenuation = rain[i].attenuationDb();
        const auto known = m_rain.find(i);
        if (known == m_rain.end()) {
            if (attenuation < rainBeginsDb)
                continue;
            SimulationRecord record;
            record.cause = SimulationCause::rain;
            record.node = m_nodes[m_satellites + i];
            record.magnitude = attenuation;
            record.start = time;
            m_rain.emplace(i, log.begin(std::move(record)));
        } else if (attenuation < rainEndsDb) {
            log.end(known->second, time);
            m_rain.erase(known);
        } else {
            log.raise(known->second, attenuation);
        }
    }
}

void CauseWatcher::observePasses(Timestamp time, const GroundLinks &ground, SimulationLog &log)
{
    for (const GroundPass &pass : ground.ended()) {
        if (const auto known = m_setting.find(pass.key()); known != m_setting.end()) {
            log.end(known->second, time);
            m_setting.erase(known);
        }
    }
    for (const GroundPass &pass : ground.passes()) {
        // In the moment of its beginning a pass does not yet know where it goes.
        if (pass.rising || time <= pass.begin || m_setting.contains(pass.key()))
            continue;
        SimulationRecord record;
        record.cause = SimulationCause::settingPass;
        record.node = m_nodes[m_satellites + pass.station];
        record.dst = m_nodes[pass.satellite];
        record.magnitude = pass.look.elevation;
        record.start = pass.culmination;
        m_setting.emplace(pass.key(), log.begin(std::move(record)));
    }
}

void CauseWatcher::observeQueues(Timestamp time, std::span<const SimulatedLink> links,
                                 std::span<const SimulatedEntity> entities, SimulationLog &log)
{
    for (auto &[entity, filling] : m_filling)
        filling.seen = false;
    for (const SimulatedLink &link : links) {
        for (const SimplexChannel &direction : link.directions) {
            const double share = direction.queue.backlogGbit() / linkBufferGbit;
            const auto known = m_filling.find(direction.entity);
            if (known != m_filling.end()) {
                known->second.seen = share >= fillingEnds;
                log.raise(known->second.record, share);
            } else if (share >= fillingBegins) {
                SimulationRecord record;
                record.cause = SimulationCause::fillingQueue;
                record.node = m_nodes[entities[direction.entity].node];
                record.dst = m_nodes[entities[direction.entity].dst];
                record.magnitude = share;
                record.start = time;
                m_filling.emplace(direction.entity, Filling{log.begin(std::move(record)), true});
            }
        }
    }
    std::erase_if(m_filling, [&](const auto &item) {
        if (!item.second.seen)
            log.end(item.second.record, time);
        return !item.second.seen;
    });
}

} // namespace desk
