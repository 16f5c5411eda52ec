// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decoderchain.h"
#include "models/links/bytesink.h"
#include "models/links/linkdefinition.h"
#include "models/links/linksecrets.h"
#include "models/links/transportthread.h"

#include <deque>
#include <memory>
#include <mutex>

namespace desk {

// A link that nothing is kept of, by a name that nobody else at the broker has.
[[nodiscard]] LinkDefinition listeningOnly(TransportSettings transport);

// A link that is tried: its bytes are looked at and decoded as an operator likes, and nothing is kept of
// them. Owner's thread but for what is marked; its transport runs on a thread of its own.
class LinkTrial final : private ByteSink, private DecodingSink
{
public:
    static constexpr std::size_t keptBytes = 64 * 1024; // the newest
    static constexpr std::size_t mostFields = 500;

    // A field as it was met last.
    struct SeenField
    {
        std::string source; // as the device calls it
        std::string name;
        std::string unit;
        std::string value; // with its unit; as people read it
        std::uint64_t count = 0;
        bool isNumber = false;
    };
    struct Look
    {
        DataLinkState state = DataLinkState::disabled;
        std::string reason;  // why nothing comes
        std::string address; // where it is
        std::uint64_t bytes = 0;
        std::uint64_t arrivals = 0; // pieces, datagrams, messages
        DecodingCounters decoded;
        std::vector<SeenField> fields;
        std::string refusal; // the newest; empty = none
        std::string origin;  // peer, topic or file of the newest bytes
        std::string node;    // that the newest record names
    };

    // The settings are valid; what is referred to outlives it.
    LinkTrial(TransportSettings transport, const LinkSecrets &secrets, const TimeService &time);

    void start();
    void stop() { m_transport.stop(); }

    // What came, as far as it is kept, and what comes is decoded so.
    Result<void> setDecoder(const DecoderDefinition &decoder);
    void clearDecoder();
    [[nodiscard]] Look look() const;
    // The newest bytes in the order they came; pieces: how many belong to each datagram or message, empty of
    // a stream.
    struct Sample
    {
        std::vector<std::byte> bytes;
        std::vector<std::size_t> pieces;
    };
    // most: bytes, the newest; all where it is more than is kept.
    [[nodiscard]] Sample sample(std::size_t most = keptBytes) const;

private:
    struct Piece
    {
        std::vector<std::byte> bytes;
        Timestamp at{};
        bool whole = false;
    };
    [[nodiscard]] bool hasRoom() const override { return true; }
    void take(const ArrivedBytes &arrived) override;
    void ended(std::string_view origin) override;
    void handOver() override {}
    void handOver(std::function<void(bool kept)> told) override;
    void record(const DecodedRecord &record) override;
    void refused(const Frame &frame, DecodingStage stage, const Error &error) override;
    void feed(const Piece &piece);

    const LinkDefinition m_definition;
    const LinkSecrets &m_secrets;
    const TimeService &m_time;
    LinkCounters m_counters;
    DataLinkStatistics m_state;
    mutable std::mutex m_mutex; // guards what follows, but for the transport
    std::deque<Piece> m_pieces;
    std::size_t m_kept = 0; // bytes of them
    std::unique_ptr<DecoderChain> m_chain;
    std::vector<SeenField> m_fields; // by key
    std::string m_refusal;
    std::string m_origin;
    std::string m_node;
    TransportThread m_transport{m_definition}; // last: it uses the rest
};

} // namespace desk
