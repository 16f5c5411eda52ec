// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkdecoder.h"

#include "models/telemetry/names.h"

#include <simdjson.h>

namespace desk {
namespace {

constexpr std::size_t longestText = 1024; // as over HTTP

// As many whole characters as a text may have bytes.
std::string_view firstCharacters(std::string_view text)
{
    if (text.size() <= longestText)
        return text;
    std::size_t end = longestText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

} // namespace

template <class Words>
void LinkDecoder::leaveOut(const Words &words)
{
    m_leftOut = true;
    if (m_keptFrames > 0)
        m_feeding->decoder->history().refuse(Error{ErrorCode::invalidArgument, words(), {}}, -1);
    if (mayRefuse())
        refuse(words());
}

void LinkDecoder::record(const DecodedRecord &record)
{
    LinkCounters::add(m_counters->records, 1);
    m_leftOut = false;
    const std::uint32_t subject = subjectOf(record);
    if (subject == none || subject == tooMany) {
        LinkCounters::add(m_counters->refusedRecords, 1);
        return leaveOut([&record, subject] {
            const std::string name = '"' + std::string(record.node.substr(0, 128)) + '"';
            return subject == tooMany
                       ? name + " is one node too many: a link takes the first " +
                             std::to_string(mostSubjects) +
                             ". Check that its name does not change with each "
                             "frame, or use several links"
                       : name + " can be no node's name: 1 to 128 of the characters A-Z a-z 0-9 _ . : -; "
                                "choose another field for it";
        });
    }
    for (const DecodedField &field : record.fields) {
        const std::uint32_t metric = metricOf(field);
        if (metric == none)
            continue;
        addValue(metric, false, field.value);
        if (field.isCalibrated())
            addValue(metric, true, field.raw);
    }
    if (m_block.fields.size() == (m_block.records.empty() ? 0 : m_block.records.back().fieldEnd)) {
        LinkCounters::add(m_counters->refusedRecords, 1);
        if (!m_leftOut)
            leaveOut([] {
                return std::string("the record holds no value: null, empty and unlisted fields are left out, "
                                   "and there is no other");
            });
        return;
    }
    const bool ofArrival = record.timeFrom == RecordTime::arrival;
    m_block.records.push_back(
        {subject, static_cast<std::uint32_t>(m_block.fields.size()),
         ofArrival ? arrivalTime(subject, record.frame.arrival) : nanoseconds(record.time),
         ofArrival && m_definition.decoder.clock.source != ClockDefinition::Source::arrival});
    if (m_keptFrames > 0)
        m_block.frames.push_back({record.frame.offset, record.frame.arrival});
}

// Records that came in one piece came one after the other: with one time each would replace the one before.
std::int64_t LinkDecoder::arrivalTime(std::uint32_t subject, Timestamp arrival)
{
    constexpr std::int64_t sameRead = 1'000'000; // ns; a clock that was set back by more is believed
    m_newest.resize(m_names.subjects.size());
    std::int64_t &newest = m_newest[subject];
    const std::int64_t time = nanoseconds(arrival);
    newest = time <= newest && newest - time < sameRead ? newest + 1 : time;
    return newest;
}

void LinkDecoder::addValue(std::uint32_t metric, bool raw, const DecodedValue &value)
{
    IntakeBlock::Field field;
    field.metric = metric;
    field.raw = raw;
    switch (value.kind) {
    case DecodedValue::Kind::none:
        return;
    case DecodedValue::Kind::text:
        if (!simdjson::validate_utf8(value.text.data(), value.text.size()))
            return leaveOut([this, metric] {
                return m_names.metrics[metric] + ": the text is no UTF-8; let the device send UTF-8, or take "
                                                 "the field as numbers";
            });
        return m_block.addText(metric, raw, firstCharacters(value.text));
    case DecodedValue::Kind::number:
        field.number = value.number;
        break;
    case DecodedValue::Kind::integer:
        field.kind = IntakeBlock::Kind::integer;
        field.integer = value.integer;
        break;
    case DecodedValue::Kind::natural:
        field.kind = IntakeBlock::Kind::natural;
        field.natural = value.natural;
        break;
    case DecodedValue::Kind::boolean:
        field.kind = IntakeBlock::Kind::boolean;
        field.integer = value.boolean ? 1 : 0;
        break;
    }
    m_block.fields.push_back(field);
}

std::uint32_t LinkDecoder::metricOf(const DecodedField &field)
{
    std::vector<std::uint32_t> &metrics = m_feeding->metrics;
    if (field.key < metrics.size() && metrics[field.key] != none)
        return metrics[field.key];
    if (!isMetricName(field.name)) {
        leaveOut([&field] {
            return '"' + std::string(field.name.substr(0, 128)) +
                   "\" can be no metric's name: a letter or _ and at most 127 more of A-Z a-z 0-9 _ . : /; "
                   "name "
                   "the field";
        });
        return none;
    }
    if (field.key >= metrics.size())
        metrics.resize(field.key + 1, none);
    const auto [known, isNew] =
        m_metricByName.emplace(field.name, static_cast<std::uint32_t>(m_names.metrics.size()));
    if (isNew) {
        m_names.metrics.emplace_back(field.name);
        m_namesGrew = true;
    }
    return metrics[field.key] = known->second;
}

std::uint32_t LinkDecoder::subjectOf(const DecodedRecord &record)
{
    Chain &chain = *m_feeding;
    if (chain.lastSubject != none && chain.lastNode == record.node &&
        chain.lastDestination == record.destination)
        return chain.lastSubject;
    if (!isNodeName(record.node) || (!record.destination.empty() && !isNodeName(record.destination)))
        return none;
    std::string name(record.node);
    name.append("\t").append(record.destination);
    const auto [known, isNew] =
        m_subjectByName.emplace(name, static_cast<std::uint32_t>(m_names.subjects.size()));
    if (isNew && m_names.subjects.size() >= mostSubjects) {
        m_subjectByName.erase(known);
        return tooMany;
    }
    if (isNew) {
        m_names.subjects.push_back({std::string(record.node), std::string(record.destination)});
        m_namesGrew = true;
    }
    chain.lastNode = record.node;
    chain.lastDestination = record.destination;
    return chain.lastSubject = known->second;
}

} // namespace desk
