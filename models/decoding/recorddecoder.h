// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decodedrecord.h"
#include "models/decoding/decoderdefinition.h"

#include <memory>

namespace desk {

// What is known of a field of a decoder: defined, or met in a frame.
struct FieldDescription
{
    std::string_view source;
    std::string_view name; // a metric's name; with the labels its own in the decoder
    std::string_view labels;
    std::string_view unit;
    std::string_view description;
    const Calibration *calibration = nullptr; // never null in what fields() gives
    const DeclaredLimits *limits = nullptr;   // likewise
    bool ignored = false;                     // is in no record
};

// Takes records; must not call the decoder.
class RecordSink
{
public:
    virtual ~RecordSink() = default;
    virtual void record(const DecodedRecord &record) = 0;

protected:
    RecordSink() = default;
    RecordSink(const RecordSink &) = default;
    RecordSink &operator=(const RecordSink &) = default;
};

// Reads frames. Keeps what a format says for later frames (a header line, sequence counts) and its buffers,
// so that nothing is allocated once the fields are known. One thread at a time, none of its own.
class RecordDecoder
{
public:
    RecordDecoder() = default;
    RecordDecoder(const RecordDecoder &) = delete;
    RecordDecoder &operator=(const RecordDecoder &) = delete;
    virtual ~RecordDecoder() = default;

    // Gives the frame's records to the sink: none (a header, an idle packet), one or several. An error
    // refuses the frame, or what of it was not given yet; its offset is the byte of the frame, its message
    // says what was expected, what was found, at which byte, and what to do.
    virtual Result<void> decode(const Frame &frame, RecordSink &sink) = 0;
    // As new, but known fields keep their keys.
    virtual void reset() {}
    // Of records whose frame names none.
    virtual void setNode(const std::string &node) = 0;
    // By key; grows while new fields are met (to FieldTable::most).
    [[nodiscard]] virtual std::size_t fieldCount() const = 0;
    [[nodiscard]] virtual FieldDescription field(std::uint32_t key) const = 0;
    // Frames that sequence counts say were lost so far; 0 of formats without.
    [[nodiscard]] virtual std::uint64_t lost() const { return 0; }
};

struct XtceDatabase;

// The definition must be valid (checkDefinition()); errors are those of an XTCE document in it. document: the
// same as it was read before, or null.
Result<std::unique_ptr<RecordDecoder>> makeRecordDecoder(const DecoderDefinition &definition,
                                                         std::shared_ptr<const XtceDatabase> document = {});

} // namespace desk
