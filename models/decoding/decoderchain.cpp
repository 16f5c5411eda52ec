// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/decoderchain.h"

#include "models/decoding/checksum.h"

#include <numeric>

namespace desk {

std::string_view decodingStageWord(DecodingStage stage)
{
    switch (stage) {
    case DecodingStage::framing:
        return "framing";
    case DecodingStage::checksum:
        return "checksum";
    case DecodingStage::decoding:
        break;
    }
    return "decoding";
}

std::uint64_t DecodingCounters::refusedIn(DecodingStage stage) const
{
    const auto &causes = refused[static_cast<std::size_t>(stage)];
    return std::accumulate(causes.begin(), causes.end(), std::uint64_t{0});
}

Result<std::unique_ptr<DecoderChain>> DecoderChain::make(DecoderDefinition definition,
                                                         std::shared_ptr<const XtceDatabase> document)
{
    if (auto checked = checkDefinition(definition); !checked)
        return tl::unexpected(checked.error());
    auto decoder = makeRecordDecoder(definition, document);
    if (document)
        std::string().swap(definition.xtce); // an assignment would keep the room
    if (!decoder)
        return tl::unexpected(decoder.error());
    auto checksum = Checksum::make(definition.checksum);
    if (!checksum)
        return tl::unexpected(checksum.error());
    std::unique_ptr<DecoderChain> chain(new DecoderChain(std::move(definition)));
    chain->m_framer = makeFramer(chain->m_definition.framing);
    chain->m_checksum = *std::move(checksum);
    chain->m_decoder = *std::move(decoder);
    return chain;
}

DecoderChain::DecoderChain(DecoderDefinition definition)
    : m_definition(std::move(definition))
{
}

DecoderChain::~DecoderChain() = default;

void DecoderChain::feed(std::span<const std::byte> bytes, Timestamp arrival, DecodingSink &sink,
                        bool datagram)
{
    m_sink = &sink;
    m_framer->feed(bytes, arrival, *this, datagram || m_definition.framing.kind == FramingKind::datagram);
    m_sink = nullptr;
}

void DecoderChain::endOfStream(Timestamp arrival, DecodingSink &sink)
{
    m_sink = &sink;
    m_framer->endOfStream(arrival, *this);
    m_sink = nullptr;
}

void DecoderChain::reset()
{
    m_framer->reset();
    m_decoder->reset();
    m_clock.reset();
    m_history.clear();
}

void DecoderChain::setNode(const std::string &node)
{
    m_definition.node = node;
    m_decoder->setNode(node);
}

DecodingCounters DecoderChain::counters() const
{
    DecodingCounters counters = m_counters;
    counters.framing = m_framer->counters();
    counters.lost = m_decoder->lost();
    return counters;
}

void DecoderChain::frame(const Frame &frame)
{
    m_history.begin(frame);
    Frame carried = frame;
    m_wasGood = true;
    if (m_checksum) {
        auto checked = m_checksum->check(frame);
        m_wasGood = checked.has_value();
        if (!checked) {
            refuse(frame, DecodingStage::checksum, checked.error());
            return;
        }
        carried = *checked;
    }
    if (auto decoded = m_decoder->decode(carried, *this); !decoded)
        refuse(carried, DecodingStage::decoding, decoded.error());
    m_history.end();
}

void DecoderChain::fault(const Frame &skipped, const Error &error)
{
    m_history.begin(skipped);
    refuse(skipped, DecodingStage::framing, error);
}

void DecoderChain::record(const DecodedRecord &given)
{
    DecodedRecord record = given;
    const ClockDefinition &clock = m_definition.clock;
    if (record.deviceTime && clock.source != ClockDefinition::Source::arrival) {
        m_clock.add(*record.deviceTime, record.frame.arrival);
        const bool corrected = clock.source == ClockDefinition::Source::corrected;
        if (const auto time =
                corrected ? m_clock.toOurs(*record.deviceTime) : utcOfDeviceTime(*record.deviceTime, clock)) {
            record.time = *time;
            record.timeFrom = corrected ? RecordTime::corrected : RecordTime::device;
        }
    }
    ++m_counters.records;
    m_counters.fields += record.fields.size();
    m_history.add(record);
    m_sink->record(record);
}

void DecoderChain::refuse(const Frame &frame, DecodingStage stage, const Error &error)
{
    ++m_counters.refused[static_cast<std::size_t>(stage)][static_cast<std::size_t>(error.code)];
    const std::int64_t start = stage == DecodingStage::framing ? static_cast<std::int64_t>(frame.offset) : 0;
    m_history.refuse(error, error.offset < 0 ? -1 : error.offset - start);
    m_history.end();
    m_sink->refused(frame, stage, error);
}

} // namespace desk
