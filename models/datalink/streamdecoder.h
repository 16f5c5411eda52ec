// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace desk {

// A text frame of the subprotocol constellation.stream.v1, as its receiver needs it. Plain value.
struct StreamMessage
{
    enum class Kind : std::uint8_t { subscribed, batch, gap, topology, error, other };

    Kind kind = Kind::other;         // other: heartbeats, alarms, and what a newer server may say
    std::uint64_t subscription = 0;  // its id; 0 = of none
    std::uint64_t firstSequence = 0; // batch: what the frame spans; gap: what is missing, both ends included
    std::uint64_t lastSequence = 0;
    std::uint64_t nextSequence = 0; // subscribed, as are the next three
    std::string log;                // of the journal that gives the numbers; empty = not said
    std::string run;                // of the server's run
    std::uint64_t runFirst = 0;     // first number given in that run
    std::string cause;              // gap: one of the contract's words
    std::string code;               // error
    std::string message;            // error
    std::size_t refused = 0;        // samples of a batch that were left out...
    std::optional<Error> refusal;   // ...and why the first of them was
};

// Frame -> message, and the entries of a batch -> columns of a SampleBatch with ids of the subscriber's own
// dictionary. Names are looked up by their raw bytes; a sample whose point and metric come in the usual order
// costs two comparisons and no look-up. Entries up to the sequence number `after` were delivered before and
// are passed over. A frame is taken whole or not at all: on an error neither batch nor dictionary (up to its
// last publish()) hold anything of it, and the error names the place. Lives on the thread of the dictionary.
class StreamDecoder
{
public:
    static constexpr std::size_t padding = 64; // readable bytes that must follow a frame

    explicit StreamDecoder(SeriesDictionary &dictionary);
    ~StreamDecoder();
    StreamDecoder(const StreamDecoder &) = delete;
    StreamDecoder &operator=(const StreamDecoder &) = delete;

    // batch is cleared first; its firstSequence stays 0, for it is not in a journal of ours.
    Result<StreamMessage> decode(std::span<const char> frame, std::uint64_t after, SampleBatch &batch);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
