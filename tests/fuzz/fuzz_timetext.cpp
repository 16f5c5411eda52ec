// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/timetext.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace desk;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto time = parseTimeText(text, fromNanoseconds(1'795'269'787'000'000'000));
    if (!time) {
        // A refusal without a reason, or one that points outside of the text.
        if (time.error().message.empty() || time.error().offset < 0 ||
            time.error().offset > static_cast<std::int64_t>(size))
            std::abort();
        return 0;
    }
    for (const TimeNotation notation : {TimeNotation::calendar, TimeNotation::dayOfYear}) {
        const auto again = parseTimeText(formatTimeText(*time, notation, Fraction::nano), {});
        // Years 1970 and 2262 can be left by an offset; they are printed, but not read.
        const std::string year = formatTimestamp(*time).substr(0, 4);
        if ((!again || *again != *time) && year != "1969" && year != "2262")
            std::abort();
    }
    return 0;
}
