// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/analysis.h"

namespace desk {

AnalysisResult analyse(const AnalysisInput &input, const std::stop_token &stop)
{
    AnalysisResult out;
    out.settings = input.settings;
    out.range = input.range;
    const ValidSamples first = ValidSamples::of(input.first);
    out.samples = first.size();
    out.invalid = first.invalid;
    out.gaps = first.gaps;
    if (takesTwo(input.settings.kind)) {
        const ValidSamples second = ValidSamples::of(input.second);
        out.samples += second.size();
        out.invalid += second.invalid;
        out.gaps += second.gaps;
        out.pairs = SamplePairs::of(first, input.kindOfFirst, second, input.kindOfSecond, stop);
    }
    return out;
}

} // namespace desk
