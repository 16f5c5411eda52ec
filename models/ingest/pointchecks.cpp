// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointchecks.h"

#include "models/telemetry/time.h"

#include <cstring>

namespace desk {
namespace {

int twoDigits(const char *text)
{
    const int tens = text[0] - '0';
    const int ones = text[1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

} // namespace

std::optional<std::int64_t> TimestampReader::readUsual(std::string_view text) const
{
    if (text.size() < 20 || text.back() != 'Z' || std::memcmp(text.data(), m_dayText.data(), 10) != 0 ||
        text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const int h = twoDigits(text.data() + 11);
    const int m = twoDigits(text.data() + 14);
    const int s = twoDigits(text.data() + 17);
    std::int64_t ns = 0;
    bool plain = h >= 0 && h < 24 && m >= 0 && m < 60 && s >= 0 && s < 60;
    if (text.size() > 20) {
        plain = plain && text[19] == '.' && text.size() > 21 && text.size() <= 30;
        std::int64_t scale = 100'000'000;
        for (std::size_t i = 20; plain && i + 1 < text.size(); ++i, scale /= 10) {
            plain = text[i] >= '0' && text[i] <= '9';
            ns += scale * (text[i] - '0');
        }
    }
    if (!plain)
        return std::nullopt;
    return m_dayStart + (std::int64_t{h} * 3600 + m * 60 + s) * 1'000'000'000 + ns;
}

Result<std::int64_t> TimestampReader::read(std::string_view text)
{
    if (const auto usual = readUsual(text))
        return *usual;
    const auto parsed = parseTimestamp(text);
    if (!parsed) {
        Error error = parsed.error();
        error.message = "timestamp: " + error.message;
        error.field = "timestamp";
        error.offset = -1;
        error.code = ErrorCode::invalidArgument;
        return tl::unexpected(error);
    }
    if (text[7] == '-' && text.back() == 'Z') {
        std::memcpy(m_dayText.data(), text.data(), 10);
        m_dayStart = nanoseconds(std::chrono::floor<std::chrono::days>(*parsed));
    }
    return nanoseconds(*parsed);
}

Result<EntityId> resolveEntity(SeriesDictionary &dictionary, std::string_view node, NodeType type,
                               std::optional<std::string_view> dst)
{
    const auto source = dictionary.node(node, type);
    if (!source)
        return tl::unexpected(source.error());
    if (!dst)
        return dictionary.entity(*source);
    const auto target = dictionary.node(*dst, std::nullopt);
    if (!target)
        return tl::unexpected(target.error());
    const std::size_t known = dictionary.entityCount();
    const auto link = dictionary.entity(*source, *target);
    if (dictionary.entityCount() != known) {
        static_cast<void>(dictionary.entity(*source));
        static_cast<void>(dictionary.entity(*target));
    }
    return link;
}

} // namespace desk
