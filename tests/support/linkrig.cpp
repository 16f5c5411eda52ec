// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkrig.h"

#include <chrono>

namespace desk {

using namespace std::chrono_literals;

LinkRig::LinkRig(LinkDefinition definition, IntakeQueue::Options options)
    : m_queue(options, {})
    , m_link(std::move(definition), 1, {m_queue, m_secrets, m_time, {20ms, 100ms}})
{
    m_link.start();
}

LinkRig::~LinkRig()
{
    m_link.stop();
}

LinkDefinition LinkRig::lines(TransportSettings transport)
{
    LinkDefinition definition;
    definition.id = "rig";
    definition.name = "rig";
    definition.transport = std::move(transport);
    definition.decoder.node = "bench";
    return definition;
}

bool LinkRig::isUp() const
{
    const DataLinkState state = m_link.status().state;
    return state == DataLinkState::up || state == DataLinkState::idle;
}

const QStringList &LinkRig::rows()
{
    drain(true);
    return m_rows;
}

std::uint64_t LinkRig::records()
{
    drain(false);
    return m_records;
}

void LinkRig::drain(bool words)
{
    while (auto block = m_queue.pop()) {
        m_records += block->records.size();
        LinkCounters::add(block->counters->acceptedRecords, block->records.size());
        std::size_t field = 0;
        for (std::size_t r = 0; words && r < block->records.size(); ++r) {
            const auto &subject = block->names->subjects[block->records[r].subject];
            QString row = QString::fromStdString(subject.node);
            if (!subject.destination.empty())
                row += QStringLiteral("->") + QString::fromStdString(subject.destination);
            for (; field < block->records[r].fieldEnd; ++field) {
                const IntakeBlock::Field &one = block->fields[field];
                row += QLatin1Char(' ') + QString::fromStdString(block->names->metrics[one.metric]) +
                       (one.raw ? QStringLiteral("#raw=") : QStringLiteral("="));
                if (one.kind == IntakeBlock::Kind::text)
                    row += QString::fromStdString(std::string(block->text(one)));
                else if (one.kind == IntakeBlock::Kind::number)
                    row += QString::number(one.number);
                else
                    row += QString::number(one.integer);
            }
            m_rows += row;
        }
        if (block->told)
            m_waiting.push_back(std::move(block->told));
    }
    if (m_hold)
        return;
    for (const auto &told : m_waiting)
        told(true);
    m_waiting.clear();
}

} // namespace desk
