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
    switch (input.settings.kind) {
    case AnalysisKind::xy:
    case AnalysisKind::scatter: {
        const ValidSamples second = ValidSamples::of(input.second);
        out.samples += second.size();
        out.invalid += second.invalid;
        out.gaps += second.gaps;
        out.pairs = SamplePairs::of(first, input.kindOfFirst, second, input.kindOfSecond, stop);
        break;
    }
    case AnalysisKind::histogram:
        out.histogram = ValueHistogram::of(first.values, input.kindOfFirst, input.settings.bins);
        break;
    case AnalysisKind::spectrum:
    case AnalysisKind::spectrogram:
        out.even = EvenSeries::of(first, stop);
        if (input.settings.kind == AnalysisKind::spectrum)
            out.spectrum = Spectrum::of(out.even, input.settings.segment, stop);
        else
            out.spectrogram = Spectrogram::of(out.even, input.settings.segment, stop);
        out.points = out.even.values.size();
        out.even.values = {};
        break;
    }
    return out;
}

} // namespace desk
