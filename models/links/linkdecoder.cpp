// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkdecoder.h"

#include "models/decoding/xtcedatabase.h"

#include <algorithm>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t mostOrigins = 10'000;
constexpr auto refusalEvery = 100ms; // wording one costs more than decoding
constexpr auto inspectEvery = 200ms;

std::span<const std::byte> asBytes(std::span<const char> bytes)
{
    return std::as_bytes(bytes);
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
    m_origin = arrived.origin;
    if (arrived.whole && arrived.bytes.empty()) {
        LinkCounters::add(m_counters->frames, 1);
        LinkCounters::add(m_counters->refusedFrames, 1);
        if (mayRefuse())
            refuse("framing: a datagram or message without any byte came; let the device send values in it");
        return;
    }
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
    if (Chain *spare = spareChain(node))
        return spare;
    auto decoder = makeDecoder(node);
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

// Of an origin of the same node, which knows the fields. Of another node where fields are the same for all,
// or where no more can be made.
LinkDecoder::Chain *LinkDecoder::spareChain(const std::string &node)
{
    auto spare =
        std::find_if(m_spare.begin(), m_spare.end(), [&node](const Chain *one) { return one->node == node; });
    const bool any = m_definition.decoder.decoder == DecoderKind::xtce || m_chains.size() >= mostChains;
    if (spare == m_spare.end() && any)
        spare = m_spare.begin();
    if (spare == m_spare.end())
        return nullptr;
    Chain *chain = *spare;
    m_spare.erase(spare);
    if (chain->node != node)
        chain->decoder->setNode(node);
    chain->node = node;
    return chain;
}

Result<std::unique_ptr<DecoderChain>> LinkDecoder::makeDecoder(const std::string &node)
{
    if (m_chains.size() >= mostChains)
        return failure(ErrorCode::cardinalityLimit, "more than " + std::to_string(mostChains) +
                                                        " nodes or connections; only the first are read");
    if (m_definition.decoder.decoder == DecoderKind::xtce && !m_document) {
        auto read = XtceDatabase::share(m_definition.decoder.xtce);
        if (!read)
            return tl::unexpected(read.error());
        m_document = *std::move(read);
    }
    DecoderDefinition definition = m_definition.decoder;
    definition.node = node;
    return DecoderChain::make(std::move(definition), m_document);
}

void LinkDecoder::refused(const Frame &, DecodingStage stage, const Error &error)
{
    LinkCounters::add(m_counters->refusedFrames, 1);
    if (mayRefuse())
        refuse(std::string(decodingStageWord(stage)) + ": " + error.message);
}

bool LinkDecoder::mayRefuse() const
{
    return m_refusedAt == SteadyTime{} || m_time.steadyNow() - m_refusedAt >= refusalEvery;
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
    IntakeRefusals::Last intake = m_counters->refusals.last();
    const std::lock_guard lock(m_mutex);
    return intake.message.empty() || intake.at < m_refusal.at
               ? m_refusal
               : Refusal{std::move(intake.message), {}, intake.at};
}

std::vector<KeptFrame> LinkDecoder::frames() const
{
    std::vector<KeptFrame> frames;
    {
        const std::lock_guard lock(m_mutex);
        frames = m_frames;
    }
    m_counters->refusals.mark(frames);
    return frames;
}

} // namespace desk
