// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/analysis.h"
#include "models/analysis/realtransform.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace desk;

namespace {

constexpr std::int64_t oneSecond = 1'000'000'000;
constexpr double pi = std::numbers::pi;

// value = f(seconds), at `rate` Hz.
template <class F>
std::vector<Sample> sampled(int count, double rate, F f)
{
    std::vector<Sample> out;
    for (int i = 0; i < count; ++i)
        out.push_back({fromNanoseconds(std::llround(i * 1e9 / rate)), f(i / rate), Quality::good});
    return out;
}

EvenSeries even(const std::vector<Sample> &samples)
{
    return EvenSeries::of(ValidSamples::of(samples));
}

void closeTo(double value, double expected, double share)
{
    QVERIFY2(std::abs(value - expected) <= share * std::abs(expected),
             qPrintable(QStringLiteral("%1, expected %2").arg(value).arg(expected)));
}

} // namespace

class TstSpectrum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void transformKeepsParseval()
    {
        // Σ |x|² = Σ |X|² / N, over both sides of the spectrum.
        std::mt19937 random(7);
        std::normal_distribution<double> normal;
        for (const std::size_t size : {8U, 100U, 1024U}) {
            RealTransform transform(size);
            double energy = 0;
            for (double &value : transform.input()) {
                value = normal(random);
                energy += value * value;
            }
            const auto squares = transform.squares();
            double sum = squares.front() + squares.back();
            for (std::size_t k = 1; k + 1 < squares.size(); ++k)
                sum += 2 * squares[k];
            closeTo(sum / double(size), energy, 1e-12);
        }
    }

    void sineHasItsFrequencyAndAmplitude_data()
    {
        QTest::addColumn<double>("frequency");
        QTest::newRow("on a line") << 25 * 10.0 / 256;
        QTest::newRow("a quarter away") << 25.25 * 10.0 / 256;
        QTest::newRow("between two lines") << 25.5 * 10.0 / 256;
        QTest::newRow("below a line") << 40.7 * 10.0 / 256;
    }

    void sineHasItsFrequencyAndAmplitude()
    {
        QFETCH(double, frequency);
        const Spectrum out = Spectrum::of(
            even(sampled(2048, 10, [&](double t) { return 4 + 3 * std::sin(2 * pi * frequency * t); })), 256);
        QCOMPARE(out.segment, std::size_t(256));
        QCOMPARE(out.segments, std::size_t(15)); // 2048 points, 256 a segment, by 128
        closeTo(out.resolution, 10.0 / 256, 1e-12);
        QVERIFY(out.peak);
        closeTo(out.peak->frequency, frequency, 1e-3);
        closeTo(out.peak->amplitude, 3, 5e-3);
        if (frequency == 25 * 10.0 / 256)
            closeTo(out.amplitude[25], 3, 1e-4);
    }

    void aTrendIsNoPeak()
    {
        const auto drift = [](double t) { return 50 - 0.3 * t + 0.1 * std::sin(2 * pi * 0.125 * t); };
        const Spectrum out = Spectrum::of(even(sampled(1024, 1, drift)), 256);
        closeTo(out.peak->frequency, 0.125, 1e-3);
        closeTo(out.peak->amplitude, 0.1, 1e-2);
    }

    void densityOfNoiseAddsUpToItsVariance()
    {
        std::mt19937 random(11);
        std::normal_distribution<double> normal(0, 2);
        const Spectrum out =
            Spectrum::of(even(sampled(65'536, 4, [&](double) { return 100 + normal(random); })), 1024);
        double power = 0;
        for (const double density : out.density)
            power += density * out.resolution;
        closeTo(power, 4, 0.03);
        closeTo(out.density[300], 4 / 2.0, 0.3); // white: variance over half the rate
    }

    void gapsAreLeftOutNotFilled()
    {
        std::vector<Sample> samples = sampled(4096, 1, [](double t) { return std::sin(2 * pi * 0.125 * t); });
        samples.erase(samples.begin() + 1000, samples.begin() + 1100);
        const EvenSeries series = even(samples);
        QCOMPARE(series.values.size(), std::size_t(4096));
        QCOMPARE(series.missing, std::size_t(100));
        closeTo(series.missingShare(), 100 / 4096.0, 1e-12);
        const Spectrum out = Spectrum::of(series, 256);
        QVERIFY(out.skipped > 0 && out.skipped <= 3);
        QCOMPARE(out.skipped + out.segments, std::size_t(31));
        closeTo(out.peak->amplitude, 1, 1e-3);
    }

    void segmentsShrinkUntilSomeHaveNoGap()
    {
        std::vector<Sample> samples;
        for (const Sample &one : sampled(1000, 1, [](double t) { return std::sin(2 * pi * 0.25 * t); })) {
            if (nanoseconds(one.generation) / oneSecond % 50 < 40)
                samples.push_back(one);
        }
        const Spectrum out = Spectrum::of(even(samples), 512);
        QVERIFY2(out.segment == 32 || out.segment == 16, qPrintable(QString::number(out.segment)));
        QVERIFY(out.segments > 0);
        QVERIFY(Spectrum::of(even({})).amplitude.empty());
    }

    void unevenSamplesAreSaidAndStillHaveTheirPeak()
    {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> jitter(-0.2, 0.2);
        std::vector<Sample> samples;
        for (int i = 0; i < 4096; ++i) {
            const double t = i + jitter(random);
            samples.push_back(
                {fromNanoseconds(std::llround((t + 1) * 1e9)), std::sin(2 * pi * 0.05 * t), Quality::good});
        }
        const EvenSeries series = even(samples);
        QVERIFY(series.unevenness > 0.05 && series.unevenness < 0.3);
        QCOMPARE(series.missing, std::size_t(0));
        QCOMPARE(even(sampled(100, 2, [](double) { return 1.0; })).unevenness, 0.0);
        const Spectrum out = Spectrum::of(series, 512);
        closeTo(out.peak->frequency, 0.05, 0.02);
        closeTo(out.peak->amplitude, 1, 0.05);
    }

    void spectrogramShowsWhenATuneBegins()
    {
        const auto tune = [](double t) {
            return t < 1024 ? 0.01 * std::sin(t) : std::sin(2 * pi * 0.25 * t);
        };
        const Spectrogram out = Spectrogram::of(even(sampled(2048, 1, tune)), 64);
        QCOMPARE(out.segment, std::size_t(64));
        QCOMPARE(out.lines, std::size_t(33));
        QCOMPARE(out.columns, std::size_t((2048 - 64) / 16 + 1));
        QCOMPARE(out.time(0), 32 * oneSecond);
        const std::size_t line = 16; // 0.25 Hz
        closeTo(out.frequency(line), 0.25, 1e-12);
        QVERIFY(double(out.at(5, line)) < -30);
        // A sine of amplitude A on a line: A²/2 over the window's noise bandwidth of 1.5 lines, at its top
        // A² · S1² / (2 · rate · S2) = A² · L / 3.
        QVERIFY(std::abs(double(out.at(out.columns - 5, line)) - 10 * std::log10(64 / 3.0)) < 0.01);
        QCOMPARE(out.empty, std::size_t(0));
    }

    void spectrogramKeepsHoles()
    {
        std::vector<Sample> samples = sampled(2048, 1, [](double t) { return std::sin(t); });
        samples.erase(samples.begin() + 500, samples.begin() + 700);
        const Spectrogram out = Spectrogram::of(even(samples), 64);
        QVERIFY(out.empty > 10);
        const std::size_t inside = (600 - 32) / 16;
        QVERIFY(std::isnan(out.at(inside, 3)));
        QVERIFY(!std::isnan(out.at(2, 3)));
    }

    void manyPointsMakeNoMoreThanTheMostColumns()
    {
        const Spectrogram out =
            Spectrogram::of(even(sampled(200'000, 10, [](double t) { return std::sin(t); })), 64);
        QVERIFY(out.columns <= Spectrogram::mostColumns);
        QVERIFY(out.columns > Spectrogram::mostColumns / 2);
    }

    void stopsWhenItIsTold()
    {
        AnalysisInput input;
        input.settings.kind = AnalysisKind::spectrum;
        input.first = sampled(100'000, 1, [](double t) { return std::sin(t); });
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(analyse(input, stop.get_token()).spectrum.amplitude.empty());
        QVERIFY(!analyse(input).spectrum.amplitude.empty());
    }
};

DESK_TEST(TstSpectrum)

#include "tst_spectrum.moc"
