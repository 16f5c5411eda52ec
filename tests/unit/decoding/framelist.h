// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/framer.h"

#include <algorithm>
#include <string>
#include <vector>

namespace desk {

inline std::span<const std::byte> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::byte *>(text.data()), text.size()};
}

// What a framer gave, as lines of text: a failure reads like a difference of tables.
class FrameList final : public FrameSink
{
public:
    void frame(const Frame &frame) override
    {
        frames.emplace_back(frame.text());
        lines.push_back("frame " + std::to_string(frame.offset) + '+' + std::to_string(frame.wireLength) +
                        ' ' + std::string(frame.text()));
    }
    void fault(const Frame &skipped, const Error &error) override
    {
        faults.push_back(error);
        lines.push_back("fault " + std::to_string(skipped.offset) + '+' + std::to_string(skipped.wireLength) +
                        ' ' + error.message);
    }
    [[nodiscard]] std::string text() const
    {
        std::string all;
        for (const std::string &line : lines)
            all += line + '\n';
        return all;
    }

    std::vector<std::string> frames;
    std::vector<Error> faults;
    std::vector<std::string> lines;
};

// The whole stream in pieces of `piece` bytes, the first of `first`.
inline FrameList framesOf(const FramingDefinition &definition, std::string_view stream,
                          std::size_t first = SIZE_MAX, std::size_t piece = SIZE_MAX)
{
    FrameList list;
    const auto framer = makeFramer(definition);
    for (std::size_t at = 0; at < stream.size();) {
        const std::size_t length = std::min(at == 0 ? first : piece, stream.size() - at);
        framer->feed(bytesOf(stream.substr(at, length)), {}, list);
        at += length;
    }
    framer->endOfStream({}, list);
    return list;
}

} // namespace desk
