// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/recordbuilder.h"

namespace desk {

// The kinds of decoders. Inside models/decoding only.
std::unique_ptr<RecordDecoder> makeJsonDecoder(const DecoderDefinition &definition);
std::unique_ptr<RecordDecoder> makeKeyValueDecoder(const DecoderDefinition &definition);
std::unique_ptr<RecordDecoder> makeDelimitedDecoder(const DecoderDefinition &definition);
std::unique_ptr<RecordDecoder> makeFixedLayoutDecoder(const DecoderDefinition &definition);
std::unique_ptr<RecordDecoder> makeLineProtocolFrames(const DecoderDefinition &definition);
std::unique_ptr<RecordDecoder> makeCcsdsDecoder(const DecoderDefinition &definition);
Result<std::unique_ptr<RecordDecoder>> makeXtceDecoder(const DecoderDefinition &definition,
                                                       std::shared_ptr<const XtceDatabase> document);

// What decoders have in common: a builder, whose fields they describe.
class BuildingDecoder : public RecordDecoder
{
public:
    explicit BuildingDecoder(const DecoderDefinition &definition)
        : m_builder(definition)
    {
    }
    void setNode(const std::string &node) final { m_builder.setDefaultNode(node); }
    [[nodiscard]] std::size_t fieldCount() const final { return m_builder.table().size(); }
    [[nodiscard]] FieldDescription field(std::uint32_t key) const final
    {
        return m_builder.table().describe(key);
    }

protected:
    RecordBuilder m_builder;
};

// "byte N: what", with N as the offset.
tl::unexpected<Error> wrongAt(std::size_t byte, const std::string &what,
                              ErrorCode code = ErrorCode::parseError);

} // namespace desk
