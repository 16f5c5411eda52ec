// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/decoderchoices.h"

#include "models/decoding/decodersuggestion.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr const char *usualNode = "device";

class DecoderWords
{
    Q_DECLARE_TR_FUNCTIONS(desk::DecoderWords)

public:
    static QString of(const DecoderDefinition &decoder)
    {
        const QString checked =
            decoder.checksum.algorithm.empty()
                ? content(decoder.decoder)
                : tr("%1, with %2")
                      .arg(content(decoder.decoder), QString::fromStdString(decoder.checksum.algorithm));
        return tr("%1: %2").arg(frames(decoder.framing.kind), checked);
    }

private:
    static QString frames(FramingKind kind)
    {
        switch (kind) {
        case FramingKind::lines:
            return tr("Lines");
        case FramingKind::fixedLength:
            return tr("Frames of one length");
        case FramingKind::lengthPrefixed:
            return tr("Frames that tell their length");
        case FramingKind::marks:
            return tr("Frames between marks");
        case FramingKind::cobs:
            return tr("COBS frames");
        case FramingKind::slip:
            return tr("SLIP frames");
        case FramingKind::datagram:
            return tr("Messages");
        case FramingKind::ccsds:
            return tr("Space packets");
        }
        return {};
    }
    static QString content(DecoderKind kind)
    {
        switch (kind) {
        case DecoderKind::json:
            return tr("JSON");
        case DecoderKind::keyValue:
            return tr("key=value");
        case DecoderKind::delimited:
            return tr("columns");
        case DecoderKind::fixedLayout:
            return tr("binary fields");
        case DecoderKind::lineProtocol:
            return tr("line protocol");
        case DecoderKind::ccsds:
            return tr("CCSDS");
        case DecoderKind::xtce:
            return tr("XTCE");
        }
        return {};
    }
};

bool isText(DecoderKind kind)
{
    return kind == DecoderKind::json || kind == DecoderKind::keyValue || kind == DecoderKind::delimited ||
           kind == DecoderKind::lineProtocol;
}

// Messages need no end of line; for the suggestions they get one.
std::vector<std::byte> asStream(const LinkTrial::Sample &sample)
{
    if (sample.pieces.empty())
        return sample.bytes;
    std::vector<std::byte> stream;
    std::size_t begin = 0;
    for (const std::size_t length : sample.pieces) {
        const auto first = sample.bytes.begin() + static_cast<std::ptrdiff_t>(begin);
        stream.insert(stream.end(), first, first + static_cast<std::ptrdiff_t>(length));
        stream.push_back(std::byte{'\n'});
        begin += length;
    }
    return stream;
}

} // namespace

std::vector<DecoderPage::Choice> decoderChoices(const LinkTrial::Sample &sample)
{
    const bool messages = !sample.pieces.empty();
    std::vector<DecoderPage::Choice> choices;
    const auto offer = [&](DecoderDefinition decoder, const std::string &reason,
                           std::optional<double> confidence) {
        if (messages && isText(decoder.decoder))
            decoder.framing.kind = FramingKind::datagram;
        const QString name = DecoderWords::of(decoder);
        const bool known = std::any_of(choices.begin(), choices.end(),
                                       [&name](const auto &choice) { return choice.name == name; });
        if (!known)
            choices.push_back({std::move(decoder), name, QString::fromStdString(reason), confidence});
    };
    for (DecoderSuggestion &one : suggestDecoders(asStream(sample), usualNode))
        offer(std::move(one.definition), one.reason, one.confidence);
    for (const DecoderKind kind :
         {DecoderKind::json, DecoderKind::keyValue, DecoderKind::delimited, DecoderKind::lineProtocol}) {
        DecoderDefinition decoder;
        decoder.node = usualNode;
        decoder.decoder = kind;
        decoder.headerLine = kind == DecoderKind::delimited;
        offer(std::move(decoder), {}, std::nullopt);
    }
    return choices;
}

} // namespace desk
