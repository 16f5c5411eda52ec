// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/recorddecoders_p.h"
#include "models/decoding/textvalue.h"

#include <algorithm>

namespace desk {
namespace {

// temp=21.5 state="door open" n=7
class KeyValueDecoder final : public BuildingDecoder
{
public:
    explicit KeyValueDecoder(const DecoderDefinition &definition)
        : BuildingDecoder(definition)
        , m_separators(definition.pairSeparators)
        , m_assigners(definition.assigners)
    {
    }

    Result<void> decode(const Frame &frame, RecordSink &sink) override
    {
        const std::string_view text = frame.text();
        if (auto checked = checkText(text); !checked)
            return checked;
        m_builder.begin(frame);
        for (std::size_t at = 0; at < text.size();) {
            at = std::min(text.find_first_not_of(m_separators, at), text.size());
            if (at == text.size())
                break;
            if (auto pair = readPair(text, at); !pair)
                return pair;
        }
        return m_builder.finish(sink);
    }

private:
    Result<void> readPair(std::string_view text, std::size_t &at)
    {
        const std::size_t keyAt = at;
        const std::size_t keyEnd = std::min(text.find_first_of(m_assigners + m_separators, at), text.size());
        // A blank may stand around the sign: temp = 21.5
        std::size_t sign = keyEnd;
        while (sign < text.size() && text[sign] == ' ')
            ++sign;
        const std::string_view key = text.substr(keyAt, keyEnd - keyAt);
        if (sign == text.size() || m_assigners.find(text[sign]) == std::string::npos)
            return wrongAt(keyAt, "name" + m_assigners.substr(0, 1) + "value is expected, found " +
                                      quotedText(key) +
                                      " without a value; leave out other texts in the device, or "
                                      "use another decoder");
        if (key.empty())
            return wrongAt(sign, "a name is expected before " + quotedText(text.substr(sign, 1)));
        std::size_t valueAt = sign + 1;
        while (valueAt < text.size() && text[valueAt] == ' ' && sign > keyEnd)
            ++valueAt;
        if (valueAt < text.size() && text[valueAt] == '"') {
            const std::size_t close = text.find('"', valueAt + 1);
            if (close == std::string_view::npos)
                return wrongAt(valueAt, "the text of " + quotedText(key) +
                                            " has no closing quote; the line may be cut off");
            at = close + 1;
            return m_builder.add(key, DecodedValue::ofText(text.substr(valueAt + 1, close - valueAt - 1)),
                                 BitRange::ofBytes(valueAt, close + 1 - valueAt));
        }
        const std::size_t end = std::min(text.find_first_of(m_separators, valueAt), text.size());
        at = end;
        if (end == valueAt)
            return wrongAt(valueAt, "a value is expected after " +
                                        quotedText(text.substr(keyAt, sign + 1 - keyAt)) +
                                        ", found nothing; the line may be cut off");
        return m_builder.addText(key, text.substr(valueAt, end - valueAt),
                                 BitRange::ofBytes(valueAt, end - valueAt));
    }

    std::string m_separators;
    std::string m_assigners;
};

} // namespace

std::unique_ptr<RecordDecoder> makeKeyValueDecoder(const DecoderDefinition &definition)
{
    return std::make_unique<KeyValueDecoder>(definition);
}

} // namespace desk
