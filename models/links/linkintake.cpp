// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkintake.h"

#include "models/telemetry/names.h"

#include <cmath>

namespace desk {
namespace {

constexpr std::int64_t exactIntegers = std::int64_t{1} << 53U;

ValueKind kindOf(IntakeBlock::Kind kind)
{
    switch (kind) {
    case IntakeBlock::Kind::integer:
    case IntakeBlock::Kind::natural:
        return ValueKind::integer;
    case IntakeBlock::Kind::boolean:
        return ValueKind::boolean;
    case IntakeBlock::Kind::text:
        return ValueKind::text;
    case IntakeBlock::Kind::number:
        break;
    }
    return ValueKind::number;
}

double numberOf(const IntakeBlock::Field &field)
{
    switch (field.kind) {
    case IntakeBlock::Kind::integer:
    case IntakeBlock::Kind::boolean:
        return static_cast<double>(field.integer);
    case IntakeBlock::Kind::natural:
        return static_cast<double>(field.natural);
    case IntakeBlock::Kind::number:
    case IntakeBlock::Kind::text:
        break;
    }
    return field.number;
}

} // namespace

LinkIntake::LinkIntake(IntakeQueue &queue, SeriesDictionary &dictionary, Sink sink, Durable durable,
                       EventLog &events, const TimeService &time)
    : m_queue(queue)
    , m_dictionary(dictionary)
    , m_sink(std::move(sink))
    , m_durable(std::move(durable))
    , m_events(events)
    , m_time(time)
{
}

LinkIntake::Drained LinkIntake::drain(std::size_t mostSamples)
{
    for (std::size_t samples = 0; samples < mostSamples;) {
        auto block = m_queue.pop();
        if (!block)
            return Drained::all;
        samples += block->fields.size() + 1;
        if (!take(*block)) {
            m_queue.putBack(*std::move(block));
            return Drained::blocked;
        }
        if (block->told && m_durable)
            m_durable(std::move(block->told));
        else if (block->told)
            block->told(true);
    }
    return m_queue.bytes() > 0 ? Drained::some : Drained::all;
}

// False: it cannot be kept now, and nothing of it was.
bool LinkIntake::take(const IntakeBlock &block)
{
    if (block.records.empty())
        return true;
    Subjects &subjects = m_links[block.link];
    m_batch.clear();
    m_batch.reserve(block.records.size(), block.fields.size());
    m_batch.reception = block.reception;
    m_batch.source = block.link;
    LeftOut leftOut = fill(block, subjects);
    const std::size_t points = m_batch.points();
    Result<void> taken;
    if (points > 0)
        taken = m_sink(std::move(m_batch));
    else
        m_dictionary.rollback();
    m_batch = {};
    if (points == 0 || !taken)
        m_links.erase(block.link); // ids that were new are taken back
    if (!taken &&
        (taken.error().code == ErrorCode::storageUnavailable || taken.error().code == ErrorCode::overloaded))
        return false;
    LinkCounters::add(block.counters->refusedRecords, leftOut.records + (taken ? 0 : points));
    LinkCounters::add(block.counters->refusedFields, taken ? leftOut.fields : 0);
    LinkCounters::add(block.counters->acceptedRecords, taken ? points : 0);
    if (!taken)
        refuse(block, taken.error());
    else if (leftOut.first)
        refuse(block, *leftOut.first, std::move(leftOut.notes));
    return true;
}

LinkIntake::LeftOut LinkIntake::fill(const IntakeBlock &block, Subjects &subjects)
{
    LeftOut leftOut;
    if (subjects.size() < block.names->subjects.size())
        subjects.resize(block.names->subjects.size());
    for (std::size_t r = 0; r < block.records.size(); ++r) {
        Subject &subject = subjects[block.records[r].subject];
        const std::size_t samples = m_batch.samples();
        std::uint64_t fields = 0;
        const auto added = addRecord(block, r, subject, fields);
        const bool isTaken = m_batch.samples() > samples;
        if (isTaken)
            m_batch.endPoint(subject.entity, block.records[r].generation);
        if (added)
            continue;
        leftOut.records += isTaken ? 0 : 1;
        leftOut.fields += isTaken ? fields : 0;
        if (!leftOut.first)
            leftOut.first = added.error();
        if (r < block.frames.size() && leftOut.notes.size() < IntakeRefusals::mostNotes)
            leftOut.notes.push_back({block.frames[r], added.error().message});
    }
    return leftOut;
}

// The first error of the fields that are left out, and how many these are.
Result<void> LinkIntake::addRecord(const IntakeBlock &block, std::size_t r, Subject &subject,
                                   std::uint64_t &leftOut)
{
    const LinkNames &names = *block.names;
    if (subject.entity == noEntity) {
        const auto entity = entityOf(names.subjects[block.records[r].subject], names.nodeType);
        if (!entity)
            return tl::unexpected(entity.error());
        subject.entity = *entity;
    }
    const Quality quality = block.records[r].timeGuessed ? Quality::uncertain : Quality::good;
    Result<void> first;
    for (std::size_t f = r == 0 ? 0 : block.records[r - 1].fieldEnd; f < block.records[r].fieldEnd; ++f) {
        auto added = addField(block, block.fields[f], quality, subject);
        leftOut += added ? 0 : 1;
        if (!added && first)
            first = std::move(added);
    }
    return first;
}

Result<void> LinkIntake::addField(const IntakeBlock &block, const IntakeBlock::Field &field, Quality quality,
                                  Subject &subject)
{
    const auto series = seriesOf(*block.names, field, subject);
    if (!series)
        return tl::unexpected(series.error());
    if (field.kind == IntakeBlock::Kind::text) {
        const auto code = m_dictionary.textCode(*series, block.text(field));
        if (!code)
            return tl::unexpected(code.error());
        m_batch.addSample(*series, *code, quality);
        return {};
    }
    const double value = numberOf(field);
    // No number at all: it was measured, and nothing can be said of it.
    m_batch.addSample(*series, std::isfinite(value) ? value : std::nan(""),
                      std::isfinite(value) ? quality : Quality::invalid);
    if (field.kind == IntakeBlock::Kind::integer &&
        (field.integer > exactIntegers || field.integer < -exactIntegers))
        m_batch.wide.push_back({static_cast<std::uint32_t>(m_batch.samples() - 1), field.integer});
    return {};
}

Result<EntityId> LinkIntake::entityOf(const LinkNames::Subject &names, NodeType type)
{
    NodeId ends[2] = {noNode, noNode};
    const std::string *texts[2] = {&names.node, &names.destination};
    for (std::size_t i = 0; i < 2 && !texts[i]->empty(); ++i) {
        // The type of a node that is known stays.
        const auto known = m_dictionary.findNode(*texts[i]);
        const auto node = known ? Result<NodeId>(*known) : m_dictionary.node(*texts[i], type);
        if (!node)
            return tl::unexpected(node.error());
        ends[i] = *node;
    }
    return m_dictionary.entity(ends[0], ends[1]);
}

Result<SeriesId> LinkIntake::seriesOf(const LinkNames &names, const IntakeBlock::Field &field,
                                      Subject &subject)
{
    const std::size_t slot = std::size_t{field.metric} * 2 + (field.raw ? 1 : 0);
    if (slot >= subject.series.size())
        subject.series.resize(slot + 1, noSeries);
    const bool isText = field.kind == IntakeBlock::Kind::text;
    if (subject.series[slot] == noSeries) {
        const std::string &metric = names.metrics[field.metric];
        const auto series = m_dictionary.seriesByName(subject.entity, field.raw ? metric + "#raw" : metric,
                                                      kindOf(field.kind), {});
        if (!series)
            return series;
        subject.series[slot] = *series;
    }
    const SeriesId series = subject.series[slot];
    if (isText != (m_dictionary.definition(series).kind == ValueKind::text))
        return failure(ErrorCode::invalidArgument,
                       names.metrics[field.metric] +
                           (isText ? ": was a number before" : ": was a text before"),
                       names.metrics[field.metric]);
    return series;
}

void LinkIntake::refuse(const IntakeBlock &block, const Error &error, std::vector<IntakeRefusals::Note> notes)
{
    block.counters->refusals.add({error.message, m_time.now()}, std::move(notes));
    m_events.report(m_time.now(), Severity::caution,
                    error.code == ErrorCode::cardinalityLimit ? EventCode::cardinalityLimit
                                                              : EventCode::refused,
                    block.names->link, error.message);
}

} // namespace desk
