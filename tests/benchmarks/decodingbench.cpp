// SPDX-License-Identifier: GPL-3.0-or-later
// decoding_bench: how much a chain of framing, checksum and decoder takes in a second on one core: medians of
// several rounds over a stream in memory, fed in pieces as a socket gives them.
#include "models/decoding/checksum.h"
#include "models/decoding/decoderchain.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>

namespace desk {
namespace {

using Clock = std::chrono::steady_clock;

struct CountingSink final : DecodingSink
{
    void record(const DecodedRecord &record) override
    {
        ++records;
        fields += record.fields.size();
        for (const DecodedField &field : record.fields) // what a taker of samples looks at
            sum += field.value.kind == DecodedValue::Kind::number ? field.value.number : 1.0;
    }
    void refused(const Frame &, DecodingStage, const Error &error) override
    {
        if (refusals++ == 0)
            std::fprintf(stderr, "refused: %s\n", error.message.c_str());
    }
    std::uint64_t records = 0;
    std::uint64_t fields = 0;
    std::uint64_t refusals = 0;
    double sum = 0;
};

struct Load
{
    const char *name;
    DecoderDefinition definition;
    std::string stream;
};

FieldDefinition binaryField(const std::string &name, FieldType type, std::uint32_t bits, ByteOrder order)
{
    FieldDefinition field;
    field.name = name;
    field.type = type;
    field.bits = bits;
    field.order = order;
    return field;
}

// 4 integers of 32 bits, 8 of 16, 8 floats, one calibrated, flags: 72 bytes
std::vector<FieldDefinition> boardFields()
{
    std::vector<FieldDefinition> fields;
    for (int i = 0; i < 4; ++i)
        fields.push_back(
            binaryField("count_" + std::to_string(i), FieldType::unsignedInteger, 32, ByteOrder::little));
    for (int i = 0; i < 8; ++i)
        fields.push_back(
            binaryField("adc_" + std::to_string(i), FieldType::signedInteger, 16, ByteOrder::little));
    for (int i = 0; i < 8; ++i)
        fields.push_back(
            binaryField("value_" + std::to_string(i), FieldType::ieeeFloat, 32, ByteOrder::little));
    for (int i = 0; i < 8; ++i)
        fields.push_back(
            binaryField("flag_" + std::to_string(i), FieldType::unsignedInteger, 8, ByteOrder::little));
    fields[4].calibration.polynomial = {0, 0.001};
    return fields;
}

DecoderDefinition definitionOf(FramingKind framing, DecoderKind decoder)
{
    DecoderDefinition definition;
    definition.node = "board";
    definition.framing.kind = framing;
    definition.decoder = decoder;
    return definition;
}

void appendCobs(std::string &out, std::string_view bytes)
{
    std::size_t code = out.size();
    out += '\1';
    for (const char c : bytes) {
        if (c != '\0')
            out += c;
        if (c != '\0' && ++out[code] != '\xFF')
            continue;
        code = out.size();
        out += '\1';
    }
    out += '\0';
}

Load cobsLoad(std::size_t bytes)
{
    Load load{
        "COBS, CRC-16, 28 binary fields", definitionOf(FramingKind::cobs, DecoderKind::fixedLayout), {}};
    load.definition.checksum.algorithm = "crc-16/ccitt-false";
    load.definition.fields = boardFields();
    const auto checksum = *Checksum::make(load.definition.checksum);
    std::mt19937 random(1);
    while (load.stream.size() < bytes) {
        std::string frame(72, '\0');
        for (char &c : frame)
            c = random() % 8 == 0 ? '\0' : static_cast<char>(random());
        for (std::size_t i = 35; i < 64; i += 4)
            frame[i] = '\x41'; // floats that are numbers
        const std::uint64_t crc =
            checksum->of({reinterpret_cast<const std::byte *>(frame.data()), frame.size()});
        frame += static_cast<char>(crc >> 8U);
        frame += static_cast<char>(crc);
        appendCobs(load.stream, frame);
    }
    return load;
}

Load packetLoad(std::size_t bytes, bool errorControl)
{
    Load load{errorControl ? "CCSDS packets of 32 bytes, 6 fields, CRC-16"
                           : "CCSDS packets of 32 bytes, 6 fields",
              definitionOf(FramingKind::ccsds, DecoderKind::ccsds),
              {}};
    load.definition.packetErrorControl = errorControl;
    load.definition.allowLonger = true;
    for (std::uint16_t apid = 0; apid < 16; ++apid) {
        PacketLayout layout;
        layout.apid = apid;
        layout.name = "p" + std::to_string(apid);
        for (int i = 0; i < 6; ++i)
            layout.fields.push_back(binaryField("v" + std::to_string(i), FieldType::unsignedInteger,
                                                i < 2 ? 16 : 32, ByteOrder::big));
        load.definition.packets.push_back(std::move(layout));
    }
    const auto crc = *Checksum::make({"crc-16/ccitt-false", ByteOrder::big, 0});
    std::mt19937 random(2);
    for (unsigned number = 0; load.stream.size() < bytes; ++number) {
        const unsigned count = number / 16 % 16'384;
        std::string packet{'\0',
                           static_cast<char>(number % 16),
                           static_cast<char>(0xC0U | count >> 8U),
                           static_cast<char>(count),
                           '\0',
                           '\x19'};
        for (int i = 0; i < 24; ++i)
            packet += static_cast<char>(random());
        const std::uint64_t check =
            crc->of({reinterpret_cast<const std::byte *>(packet.data()), packet.size()});
        packet += static_cast<char>(check >> 8U);
        packet += static_cast<char>(check);
        load.stream += packet;
    }
    return load;
}

Load textLoad(std::size_t bytes, DecoderKind kind)
{
    Load load{kind == DecoderKind::json       ? "JSON lines, 6 fields"
              : kind == DecoderKind::keyValue ? "key=value, 6 fields"
                                              : "delimited, 6 columns",
              definitionOf(FramingKind::lines, kind),
              {}};
    std::mt19937 random(3);
    for (int i = 0; load.stream.size() < bytes; ++i) {
        char line[200];
        const double a = static_cast<double>(random() % 10000) / 100;
        const char *const format =
            kind == DecoderKind::json
                ? R"({"temp":%.2f,"hum":%.1f,"n":%d,"volt":%.3f,"ok":true,"state":"idle"})"
            : kind == DecoderKind::keyValue ? "temp=%.2f hum=%.1f n=%d volt=%.3f ok=true state=idle"
                                            : "%.2f,%.1f,%d,%.3f,true,idle";
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        std::snprintf(line, sizeof line, format, a, a / 2, i, a / 7);
#pragma GCC diagnostic pop
        load.stream += line;
        load.stream += '\n';
    }
    return load;
}

void measure(const Load &load, int rounds, std::size_t piece)
{
    std::vector<double> seconds;
    CountingSink sink;
    for (int round = 0; round < rounds; ++round) {
        auto chain = DecoderChain::make(load.definition);
        if (!chain) {
            std::fprintf(stderr, "%s: %s\n", load.name, chain.error().message.c_str());
            return;
        }
        sink = CountingSink();
        const std::span<const std::byte> stream(reinterpret_cast<const std::byte *>(load.stream.data()),
                                                load.stream.size());
        const auto begin = Clock::now();
        for (std::size_t at = 0; at < stream.size(); at += piece)
            (*chain)->feed(stream.subspan(at, std::min(piece, stream.size() - at)), {}, sink);
        seconds.push_back(std::chrono::duration<double>(Clock::now() - begin).count());
    }
    std::sort(seconds.begin(), seconds.end());
    const double median = seconds[seconds.size() / 2];
    const double records = static_cast<double>(sink.records);
    std::printf("%-44s %8.1f MB/s %8.2f M records/s %8.1f M fields/s (best %.1f MB/s, refused %llu)\n",
                load.name, static_cast<double>(load.stream.size()) / median / 1e6, records / median / 1e6,
                static_cast<double>(sink.fields) / median / 1e6,
                static_cast<double>(load.stream.size()) / seconds.front() / 1e6,
                static_cast<unsigned long long>(sink.refusals));
}

} // namespace
} // namespace desk

int main(int argc, char **argv)
{
    CLI::App program("How much a chain of decoding takes in a second");
    std::size_t bytes = 64;
    std::size_t piece = 65'536;
    int rounds = 7;
    std::string only;
    program.add_option("--megabytes", bytes, "size of each stream")->capture_default_str();
    program.add_option("--piece", piece, "bytes fed at once")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    program.add_option("--rounds", rounds, "of which the median counts")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    program.add_option("--only", only,
                       "cobs, ccsds, ccsds-crc, json, key-value or delimited; all without it");
    CLI11_PARSE(program, argc, argv);
    bytes *= 1'000'000;
    const auto wanted = [&only](std::string_view name) { return only.empty() || only == name; };
    if (wanted("cobs"))
        desk::measure(desk::cobsLoad(bytes), rounds, piece);
    if (wanted("ccsds"))
        desk::measure(desk::packetLoad(bytes, false), rounds, piece);
    if (wanted("ccsds-crc"))
        desk::measure(desk::packetLoad(bytes, true), rounds, piece);
    if (wanted("json"))
        desk::measure(desk::textLoad(bytes, desk::DecoderKind::json), rounds, piece);
    if (wanted("key-value"))
        desk::measure(desk::textLoad(bytes, desk::DecoderKind::keyValue), rounds, piece);
    if (wanted("delimited"))
        desk::measure(desk::textLoad(bytes, desk::DecoderKind::delimited), rounds, piece);
    return 0;
}
