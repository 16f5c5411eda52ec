// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkdecoder.h"

#include "models/telemetry/names.h"

#include <algorithm>
#include <simdjson.h>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t longestText = 1024; // as over HTTP
constexpr std::size_t mostOrigins = 10'000;
constexpr auto refusalEvery = 100ms; // wording one costs more than decoding
constexpr auto inspectEvery = 200ms;

std::span<const std::byte> asBytes(std::span<const char> bytes)
{
    return std::as_bytes(bytes);
}

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

LinkDecoder::LinkDecoder(const LinkDefinition &definition, std::uint32_t number, IntakeQueue &queue,
                         std::shared_ptr<LinkCounters> counters, const TimeService &time)
    : m_definition(definition)
    , m_nodeOfOrigin(definition.node.find("{origin") != std::string::npos)
    , m_number(number)
    , m_queue(queue)
    , m_counters(std::move(counters))
    , m_time(time)
{
    m_names.link = definition.name;
    m_names.nodeType = nodeTypeFromWord(definition.decoder.nodeType).value_or(NodeType::device);
}

void LinkDecoder::take(const ArrivedBytes &arrived)
{
    Chain *chain = chainFor(arrived);
    if (!chain)
        return;
    if (!chain->touched) {
        chain->touched = true;
        m_touched.push_back(chain);
    }
    if (m_block.records.empty())
        m_block.reception = arrived.at;
    m_feeding = chain;
    m_origin = arrived.origin;
    chain->decoder->feed(asBytes(arrived.bytes), arrived.at, *this, arrived.whole);
    m_feeding = nullptr;
}

void LinkDecoder::ended(std::string_view origin)
{
    const auto found = m_chainOf.find(std::string(origin));
    if (found == m_chainOf.end())
        return;
    Chain *chain = found->second;
    if (m_block.records.empty())
        m_block.reception = m_time.now();
    m_feeding = chain;
    m_origin = origin;
    chain->decoder->endOfStream(m_time.now(), *this);
    m_feeding = nullptr;
    if (!chain->touched)
        m_touched.push_back(chain);
    count();
    chain->decoder->reset();
    chain->frames = chain->decoder->counters().framing.frames + chain->decoder->counters().framing.faults;
    chain->lost = chain->decoder->counters().lost;
    m_spare.push_back(chain);
    m_chainOf.erase(found);
    m_lastChain = nullptr;
}

void LinkDecoder::handOver(std::function<void(bool kept)> told)
{
    count();
    inspect();
    lookAtClocks();
    // What somebody waits for may stand in the queue before this, so it goes the same way even where it is
    // empty.
    if (m_block.records.empty() && !told)
        return;
    if (m_namesGrew)
        m_shared = std::make_shared<const LinkNames>(m_names);
    m_namesGrew = false;
    const std::size_t records = m_block.records.size();
    const std::size_t fields = m_block.fields.size();
    m_block.link = m_number;
    m_block.names = m_shared;
    m_block.counters = m_counters;
    m_block.told = std::move(told);
    if (!m_queue.push(std::move(m_block)))
        LinkCounters::add(m_counters->lostRecords, records);
    m_block = {};
    m_block.records.reserve(records);
    m_block.fields.reserve(fields);
}

LinkDecoder::Chain *LinkDecoder::chainFor(const ArrivedBytes &arrived)
{
    const bool shared = arrived.whole && !m_nodeOfOrigin;
    const std::string_view origin = shared ? std::string_view() : arrived.origin;
    if (m_lastChain && m_lastOrigin == origin)
        return m_lastChain;
    const std::string name(origin);
    if (const auto found = m_chainOf.find(name); found != m_chainOf.end()) {
        m_lastOrigin = name;
        return m_lastChain = found->second;
    }
    const std::string node = linkNode(m_definition, arrived.origin);
    Chain *chain = nullptr;
    if (arrived.whole) { // another origin of the same node
        const auto same = std::find_if(m_chains.begin(), m_chains.end(),
                                       [&node](const auto &one) { return one->node == node; });
        chain = same == m_chains.end() ? nullptr : same->get();
        if (m_chainOf.size() >= mostOrigins)
            m_chainOf.clear();
    }
    chain = chain ? chain : makeChain(node);
    if (!chain)
        return nullptr;
    m_chainOf.emplace(name, chain);
    m_lastOrigin = name;
    return m_lastChain = chain;
}

LinkDecoder::Chain *LinkDecoder::makeChain(const std::string &node)
{
    const auto spare =
        std::find_if(m_spare.begin(), m_spare.end(), [&node](const Chain *one) { return one->node == node; });
    if (spare != m_spare.end()) {
        Chain *chain = *spare;
        m_spare.erase(spare);
        return chain;
    }
    DecoderDefinition definition = m_definition.decoder;
    definition.node = node;
    auto decoder =
        m_chains.size() < mostChains
            ? DecoderChain::make(std::move(definition))
            : failure(ErrorCode::cardinalityLimit, "more than " + std::to_string(mostChains) +
                                                       " nodes or connections; only the first are read");
    if (!decoder) {
        LinkCounters::add(m_counters->frames, 1);
        LinkCounters::add(m_counters->refusedFrames, 1);
        refuse(decoder.error().message);
        return nullptr;
    }
    auto chain = std::make_unique<Chain>();
    chain->decoder = *std::move(decoder);
    chain->node = node;
    chain->decoder->history().setCapacity(m_keptFrames);
    m_chains.push_back(std::move(chain));
    return m_chains.back().get();
}

void LinkDecoder::record(const DecodedRecord &record)
{
    LinkCounters::add(m_counters->records, 1);
    const std::uint32_t subject = subjectOf(record);
    if (subject == none) {
        LinkCounters::add(m_counters->refusedRecords, 1);
        return refuse(
            "\"" + std::string(record.node.substr(0, 128)) +
            "\" can be no node's name: 1 to 128 of the characters A-Z a-z 0-9 _ . : -; choose another "
            "field for it");
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
        return;
    }
    const bool ofArrival = record.timeFrom == RecordTime::arrival;
    m_block.records.push_back(
        {subject, static_cast<std::uint32_t>(m_block.fields.size()),
         ofArrival ? arrivalTime(subject, record.frame.arrival) : nanoseconds(record.time),
         ofArrival && m_definition.decoder.clock.source != ClockDefinition::Source::arrival});
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
            return refuse(m_names.metrics[metric] +
                          ": the text is no UTF-8; let the device send UTF-8, or take the "
                          "field as numbers");
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
        refuse("\"" + std::string(field.name.substr(0, 128)) +
               "\" can be no metric's name: a letter or _ and at most 127 more of A-Z a-z 0-9 _ . : /; name "
               "the field");
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
        return none;
    }
    if (isNew) {
        m_names.subjects.push_back({std::string(record.node), std::string(record.destination)});
        m_namesGrew = true;
    }
    chain.lastNode = record.node;
    chain.lastDestination = record.destination;
    return chain.lastSubject = known->second;
}

void LinkDecoder::refused(const Frame &, DecodingStage stage, const Error &error)
{
    LinkCounters::add(m_counters->refusedFrames, 1);
    if (m_time.steadyNow() - m_refusedAt >= refusalEvery || m_refusedAt == SteadyTime{})
        refuse(std::string(decodingStageWord(stage)) + ": " + error.message);
}

void LinkDecoder::refuse(const std::string &message)
{
    m_refusedAt = m_time.steadyNow();
    const std::lock_guard lock(m_mutex);
    m_refusal = {message, std::string(m_origin), m_time.now()};
}

void LinkDecoder::count()
{
    for (Chain *chain : m_touched) {
        const DecodingCounters counters = chain->decoder->counters();
        const std::uint64_t frames = counters.framing.frames + counters.framing.faults;
        LinkCounters::add(m_counters->frames, frames - chain->frames);
        LinkCounters::add(m_counters->missing, counters.lost - chain->lost);
        chain->frames = frames;
        chain->lost = counters.lost;
        chain->touched = false;
    }
    m_touched.clear();
}

void LinkDecoder::inspect()
{
    const std::size_t wanted = m_wantedFrames.load(std::memory_order_relaxed);
    if (wanted != m_keptFrames) {
        m_keptFrames = wanted;
        for (const auto &chain : m_chains)
            chain->decoder->history().setCapacity(wanted);
    }
    if (wanted == 0 || m_time.steadyNow() - m_inspected < inspectEvery)
        return;
    m_inspected = m_time.steadyNow();
    std::vector<KeptFrame> frames;
    for (const auto &chain : m_chains)
        frames.insert(frames.end(), chain->decoder->history().frames().begin(),
                      chain->decoder->history().frames().end());
    std::stable_sort(frames.begin(), frames.end(),
                     [](const KeptFrame &a, const KeptFrame &b) { return a.arrival < b.arrival; });
    if (frames.size() > wanted)
        frames.erase(frames.begin(), frames.end() - static_cast<std::ptrdiff_t>(wanted));
    const std::lock_guard lock(m_mutex);
    m_frames = std::move(frames);
}

LinkDecoder::Refusal LinkDecoder::lastRefusal() const
{
    const std::lock_guard lock(m_mutex);
    return m_refusal;
}

std::vector<KeptFrame> LinkDecoder::frames() const
{
    const std::lock_guard lock(m_mutex);
    return m_frames;
}

} // namespace desk
