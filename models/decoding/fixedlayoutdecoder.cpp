// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/fieldlayout.h"
#include "models/decoding/recorddecoders_p.h"

namespace desk {
namespace {

class FixedLayoutDecoder final : public BuildingDecoder
{
public:
    explicit FixedLayoutDecoder(const DecoderDefinition &definition)
        : BuildingDecoder(definition)
        , m_layout(definition.fields, {}, m_builder)
        , m_allowLonger(definition.allowLonger)
    {
    }

    Result<void> decode(const Frame &frame, RecordSink &sink) override
    {
        const std::size_t bytes = m_layout.bytes();
        if (frame.bytes.size() > bytes && !m_allowLonger)
            return wrongAt(bytes,
                           "a frame of " + std::to_string(bytes) + " bytes is expected, found " +
                               std::to_string(frame.bytes.size()) +
                               "; describe the bytes behind the last field, or allow longer frames",
                           ErrorCode::tooLarge);
        m_builder.begin(frame);
        if (auto read = m_layout.read(frame, 0, frame.bytes.size()); !read)
            return read;
        return m_builder.finish(sink, m_layout.fields());
    }

private:
    FieldLayout m_layout;
    bool m_allowLonger;
};

} // namespace

std::unique_ptr<RecordDecoder> makeFixedLayoutDecoder(const DecoderDefinition &definition)
{
    return std::make_unique<FixedLayoutDecoder>(definition);
}

} // namespace desk
