// SPDX-License-Identifier: GPL-3.0-or-later
// codec_sizes: what the columns of a session file's blocks take for each metric of real, simulated and
// made-up telemetry, and what coding them costs, without the file around them.
#include "models/archive/integercodec.h"
#include "models/archive/valuecodec.h"
#include "tests/benchmarks/storedata.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <iomanip>
#include <iostream>
#include <limits>
#include <zstd.h>

namespace desk {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int tries = 3; // the quickest counts: others work on the machine

struct Options
{
    std::vector<std::filesystem::path> files;
    std::size_t points = 400'000;
    std::size_t block = 1024;
    int level = 1;
};

struct Cost
{
    std::size_t samples = 0;
    std::size_t blocks = 0;
    std::size_t plain = 0;
    std::size_t packed = 0;
    double encodeNs = 0;
    double decodeNs = 0;
};

class Meter
{
public:
    explicit Meter(int level)
        : m_level(level)
    {
    }
    ~Meter()
    {
        ZSTD_freeCCtx(m_compressor);
        ZSTD_freeDCtx(m_decompressor);
    }
    Meter(const Meter &) = delete;
    Meter &operator=(const Meter &) = delete;

    // False when the column does not come back.
    template <class Number>
    bool measure(std::span<const Number> column, Cost &cost)
    {
        const auto ns = [](auto from, auto to) {
            return std::chrono::duration<double, std::nano>(to - from).count();
        };
        double encoding = std::numeric_limits<double>::max();
        double decoding = encoding;
        std::size_t size = 0;
        bool worth = false;
        bool good = true;
        std::vector<Number> back(column.size());
        for (int i = 0; i < tries; ++i) {
            const auto begun = Clock::now();
            m_plain.clear();
            encode(column);
            m_packed.resize(ZSTD_compressBound(m_plain.size()));
            size = ZSTD_compressCCtx(m_compressor, m_packed.data(), m_packed.size(), m_plain.data(),
                                     m_plain.size(), m_level);
            const auto encoded = Clock::now();
            worth = size + 2 < m_plain.size();
            m_unpacked.resize(m_plain.size());
            const auto started = Clock::now();
            if (worth)
                ZSTD_decompressDCtx(m_decompressor, m_unpacked.data(), m_unpacked.size(), m_packed.data(),
                                    size);
            ByteReader in(worth ? m_unpacked : m_plain);
            good = decode(in, std::span<Number>(back)) && good;
            decoding = std::min(decoding, ns(started, Clock::now()));
            encoding = std::min(encoding, ns(begun, encoded));
        }
        cost.samples += column.size();
        ++cost.blocks;
        cost.plain += m_plain.size();
        cost.packed += worth ? size + 3 : m_plain.size() + 1;
        cost.encodeNs += encoding;
        cost.decodeNs += decoding;
        return good && std::memcmp(back.data(), column.data(), column.size_bytes()) == 0;
    }

private:
    void encode(std::span<const double> column) { encodeValues(column, m_plain); }
    void encode(std::span<const std::int64_t> column) { encodeIntegers(column, m_plain); }
    static bool decode(ByteReader &in, std::span<double> column) { return decodeValues(in, column); }
    static bool decode(ByteReader &in, std::span<std::int64_t> column) { return decodeIntegers(in, column); }

    const int m_level;
    ZSTD_CCtx *m_compressor = ZSTD_createCCtx();
    ZSTD_DCtx *m_decompressor = ZSTD_createDCtx();
    std::string m_plain;
    std::string m_packed;
    std::string m_unpacked;
};

void print(const std::string &name, const Cost &cost)
{
    const double samples = double(cost.samples);
    std::cout << "  " << std::left << std::setw(32) << name << std::right << std::fixed << std::setw(9)
              << cost.samples << std::setprecision(3) << std::setw(9) << double(cost.plain) / samples
              << std::setw(9) << double(cost.packed) / samples << std::setprecision(1) << std::setw(8)
              << cost.encodeNs / samples << std::setw(8) << cost.decodeNs / samples << '\n';
}

int measure(const StoreData &data, const Options &options)
{
    Meter meter(options.level);
    std::map<std::string, Cost> byMetric;
    Cost all;
    Cost times;
    std::map<EntityId, const StoreData::Series *> longest; // of an entity: its times stand for all
    for (const auto &[id, series] : data.series()) {
        const SeriesDefinition &definition = data.names().definition(id);
        Cost one;
        for (std::size_t i = 0; i < series.value.size(); i += options.block) {
            const std::size_t count = std::min(options.block, series.value.size() - i);
            if (!meter.measure(std::span<const double>(series.value).subspan(i, count), one)) {
                std::cerr << definition.metric << " does not come back\n";
                return 1;
            }
        }
        for (Cost *sum : {&all, &byMetric[definition.metric]}) {
            sum->samples += one.samples;
            sum->blocks += one.blocks;
            sum->plain += one.plain;
            sum->packed += one.packed;
            sum->encodeNs += one.encodeNs;
            sum->decodeNs += one.decodeNs;
        }
        const auto *&most = longest[definition.entity];
        if (!most || most->time.size() < series.time.size())
            most = &series;
    }
    for (const auto &[entity, series] : longest) {
        for (std::size_t i = 0; i < series->time.size(); i += options.block) {
            const std::size_t count = std::min(options.block, series->time.size() - i);
            if (!meter.measure(std::span<const std::int64_t>(series->time).subspan(i, count), times))
                return 1;
        }
    }
    std::cout << data.name()
              << ": samples, bytes a sample before and after zstd, ns to encode and decode one\n";
    if (byMetric.size() > 1) {
        for (const auto &[name, cost] : byMetric)
            print(name, cost);
    }
    print("times (of entities)", times);
    print("values", all);
    std::cout << "  values and times: " << std::setprecision(3)
              << double(all.packed + times.packed) / double(all.samples) << " bytes a sample in "
              << all.blocks << " blocks\n";
    return 0;
}

int run(const Options &options)
{
    std::map<std::string, std::vector<std::filesystem::path>> sets;
    for (const auto &file : options.files)
        sets[file.parent_path().filename().string()].push_back(file);
    for (const auto &[name, files] : sets) {
        const auto data = StoreData::files(name, files);
        if (!data) {
            std::cerr << "codec_sizes: " << data.error().message << '\n';
            return 1;
        }
        if (const int code = measure(**data, options); code != 0)
            return code;
    }
    const auto data = StoreData::synthetic(options.points, 10);
    return data ? measure(**data, options) : 1;
}

} // namespace
} // namespace desk

int main(int argc, char **argv)
{
    CLI::App app("What the codecs of a session file make of columns of telemetry");
    desk::Options options;
    app.add_option("FILE", options.files, "CSV or JSON lines; those of one folder are one set");
    app.add_option("--points", options.points, "Synthetic points of 8 metrics");
    app.add_option("--block", options.block, "Samples of a block")->check(CLI::Range(1, 1'000'000));
    app.add_option("--level", options.level, "Of Zstandard");
    CLI11_PARSE(app, argc, argv);
    return desk::run(options);
}
