// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/deviceclock.h"
#include "models/decoding/framehistory.h"
#include "models/decoding/framer.h"
#include "models/decoding/recorddecoder.h"

#include <array>

namespace desk {

class Checksum;
struct XtceDatabase;

enum class DecodingStage : std::uint8_t { framing, checksum, decoding };

// framing, checksum, decoding: for logs and the API.
std::string_view decodingStageWord(DecodingStage stage);

struct DecodingCounters
{
    static constexpr std::size_t stages = 3;
    static constexpr std::size_t codes = static_cast<std::size_t>(ErrorCode::internal) + 1;

    FramingCounters framing;
    std::uint64_t records = 0;
    std::uint64_t fields = 0;
    std::uint64_t lost = 0; // frames that sequence counts say did not come
    std::array<std::array<std::uint64_t, codes>, stages> refused{}; // by stage and cause

    [[nodiscard]] std::uint64_t refusedIn(DecodingStage stage) const;
    bool operator==(const DecodingCounters &) const = default;
};

// Takes what a chain makes of the bytes, in their order, on the thread that feeds it. Must not feed the
// chain.
class DecodingSink
{
public:
    virtual ~DecodingSink() = default;

    virtual void record(const DecodedRecord &record) = 0;
    // error.offset: byte of the stream in the stage framing, else byte of frame.bytes. The message is a
    // sentence for whoever has the device before them.
    virtual void refused(const Frame &frame, DecodingStage stage, const Error &error) = 0;

protected:
    DecodingSink() = default;
    DecodingSink(const DecodingSink &) = default;
    DecodingSink &operator=(const DecodingSink &) = default;
};

// Framing, checksum and decoder of one link, as its definition has them. One thread at a time, none of its
// own.
class DecoderChain final : private FrameSink, private RecordSink
{
public:
    // Checks the definition first; errors as checkDefinition() has them.
    // document: of an XTCE definition, where it has been read; the chain then keeps no text of it.
    static Result<std::unique_ptr<DecoderChain>> make(DecoderDefinition definition,
                                                      std::shared_ptr<const XtceDatabase> document = {});
    ~DecoderChain() override;

    // datagram: the transport tells frames apart; a frame does not go on in the next piece.
    void feed(std::span<const std::byte> bytes, Timestamp arrival, DecodingSink &sink, bool datagram = false);
    // The link broke: what is begun is refused or, where it is whole, taken.
    void endOfStream(Timestamp arrival, DecodingSink &sink);
    // For another device: nothing of before is known but the fields' keys. Counters stay.
    void reset();

    // Of what comes from now on.
    void setNode(const std::string &node);
    [[nodiscard]] const DecoderDefinition &definition() const { return m_definition; }
    // By the key of a record's fields; names and units live as long as the chain.
    [[nodiscard]] const RecordDecoder &decoder() const { return *m_decoder; }
    [[nodiscard]] DecodingCounters counters() const;
    [[nodiscard]] const DeviceClock &clock() const { return m_clock; }
    // The newest frames with what became of them. Off (and free) until its capacity is set.
    [[nodiscard]] FrameHistory &history() { return m_history; }
    [[nodiscard]] const FrameHistory &history() const { return m_history; }

private:
    explicit DecoderChain(DecoderDefinition definition);
    void frame(const Frame &frame) override;
    [[nodiscard]] bool wasGood() const override { return m_wasGood; }
    void fault(const Frame &skipped, const Error &error) override;
    void record(const DecodedRecord &record) override;
    void refuse(const Frame &frame, DecodingStage stage, const Error &error);

    DecoderDefinition m_definition;
    std::unique_ptr<Framer> m_framer;
    std::unique_ptr<Checksum> m_checksum; // or null
    std::unique_ptr<RecordDecoder> m_decoder;
    DeviceClock m_clock;
    FrameHistory m_history;
    DecodingCounters m_counters;
    bool m_wasGood = true;          // the last frame's checksum
    DecodingSink *m_sink = nullptr; // while feeding
};

} // namespace desk
