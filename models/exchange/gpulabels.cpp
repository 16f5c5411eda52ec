// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/gpulabels.h"

#include <algorithm>

namespace desk {

std::size_t gpuLabelIndex(std::string_view metric)
{
    const auto &names = GpuLabelTexts::names;
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), metric) - names.begin());
}

bool isGpuLabelPart(std::string_view metric)
{
    const auto &parts = GpuLabelTexts::parts;
    return std::find(parts.begin(), parts.end(), metric) != parts.end();
}

std::string_view frontOfUtf8(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
        --bytes;
    return text.substr(0, bytes);
}

} // namespace desk
