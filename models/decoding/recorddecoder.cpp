// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/recorddecoders_p.h"

namespace desk {

Result<std::unique_ptr<RecordDecoder>> makeRecordDecoder(const DecoderDefinition &definition,
                                                         std::shared_ptr<const XtceDatabase> document)
{
    switch (definition.decoder) {
    case DecoderKind::json:
        return makeJsonDecoder(definition);
    case DecoderKind::keyValue:
        return makeKeyValueDecoder(definition);
    case DecoderKind::delimited:
        return makeDelimitedDecoder(definition);
    case DecoderKind::fixedLayout:
        return makeFixedLayoutDecoder(definition);
    case DecoderKind::lineProtocol:
        return makeLineProtocolFrames(definition);
    case DecoderKind::ccsds:
        return makeCcsdsDecoder(definition);
    case DecoderKind::xtce:
        break;
    }
    return makeXtceDecoder(definition, std::move(document));
}

tl::unexpected<Error> wrongAt(std::size_t byte, const std::string &what, ErrorCode code)
{
    return failure(code, "byte " + std::to_string(byte) + ": " + what, {}, static_cast<std::int64_t>(byte));
}

} // namespace desk
