// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/fieldmembers_p.h"

#include "models/decoding/textvalue.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace desk {
namespace {

constexpr std::array<std::string_view, 4> limitWords{"advisory", "caution", "warning", "critical"};
constexpr std::array<DefinitionWord<FieldType>, 6> typeWords{{{"auto", FieldType::automatic},
                                                              {"number", FieldType::number},
                                                              {"integer", FieldType::integer},
                                                              {"boolean", FieldType::boolean},
                                                              {"text", FieldType::text},
                                                              {"blank", FieldType::blank}}};
constexpr std::array<DefinitionWord<FieldType>, 3> sizedTypes{
    {{"u", FieldType::unsignedInteger}, {"i", FieldType::signedInteger}, {"f", FieldType::ieeeFloat}}};

bool readWhole(std::string_view text, std::int64_t &number)
{
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

// auto, number, integer, boolean, text, blank, u1 to u64, i1 to i64, f32, f64.
void readType(DefinitionReader &in, FieldDefinition &field)
{
    std::string word = "auto";
    in.text("type", word, {});
    for (const auto &known : typeWords) {
        if (known.word == word) {
            field.type = known.value;
            return;
        }
    }
    for (const auto &known : sizedTypes) {
        std::int64_t bits = 0;
        if (word.starts_with(known.word) && readWhole(std::string_view(word).substr(1), bits) && bits >= 1 &&
            bits <= 64) {
            field.type = known.value;
            field.bits = static_cast<std::uint32_t>(bits);
            return;
        }
    }
    in.refuse("type",
              "auto, number, integer, boolean, text, blank, u1 to u64, i1 to i64, f32 or f64 is expected, "
              "found " +
                  quotedText(word));
}

// "0": "off", "1..3": "on"
void readWords(DefinitionReader &in, std::vector<Calibration::Word> &words)
{
    const auto *member = in.find("words");
    if (!member)
        return;
    if (!member->is_object()) {
        in.refuse("words", "an object is expected, such as {\"0\": \"off\", \"1..3\": \"on\"}");
        return;
    }
    words.clear();
    for (const auto &item : member->items()) {
        const std::string_view range = item.key();
        const std::size_t dots = range.find("..");
        Calibration::Word word;
        const bool good = readWhole(range.substr(0, dots), word.first) &&
                          (dots == std::string_view::npos ? readWhole(range, word.last)
                                                          : readWhole(range.substr(dots + 2), word.last));
        if (!good || !item.value().is_string()) {
            in.refuse("words/" + printableText(range),
                      "a number or a range such as \"1..3\" with a text is expected");
            return;
        }
        word.text = item.value().get<std::string>();
        words.push_back(std::move(word));
    }
    std::stable_sort(words.begin(), words.end(), [](const auto &a, const auto &b) {
        return std::pair(a.first, a.last) < std::pair(b.first, b.last);
    });
}

void readCalibration(DefinitionReader &in, Calibration &calibration)
{
    in.list("polynomial", calibration.polynomial,
            [](DefinitionReader &reader, const nlohmann::json &term, const std::string &at, double &value) {
                if (term.is_number())
                    value = term.get<double>();
                else
                    reader.refuse(at, "a number is expected");
            });
    if (in.find("scale") || in.find("offset")) {
        if (!calibration.polynomial.empty())
            in.refuse("polynomial",
                      "goes with neither scale nor offset; its first two terms are offset and scale");
        double scale = 1;
        double offset = 0;
        in.number("scale", scale, 1);
        in.number("offset", offset, 0);
        calibration.polynomial = {offset, scale};
    }
    in.list("points", calibration.points,
            [](DefinitionReader &reader, const nlohmann::json &pair, const std::string &at,
               Calibration::Point &point) {
                if (pair.is_array() && pair.size() == 2 && pair[0].is_number() && pair[1].is_number())
                    point = {pair[0].get<double>(), pair[1].get<double>()};
                else
                    reader.refuse(at, "[raw, value] is expected");
            });
    in.integer("points_order", calibration.splineOrder, 1U);
    in.boolean("extrapolate", calibration.extrapolate, false);
    readWords(in, calibration.words);
}

void readLimits(DefinitionReader &in, DeclaredLimits &limits)
{
    in.object("limits", [&limits](DefinitionReader &sides) {
        for (const auto &[name, side] : {std::pair{"low", limits.low}, std::pair{"high", limits.high}}) {
            sides.object(name, [side = side](DefinitionReader &grades) {
                for (std::size_t i = 0; i < limitWords.size(); ++i)
                    grades.number(std::string(limitWords[i]).c_str(), side[i], DeclaredLimits::unset);
            });
        }
    });
}

constexpr std::array<DefinitionWord<ByteOrder>, 2> orderWords{
    {{"big", ByteOrder::big}, {"little", ByteOrder::little}}};

} // namespace

void readField(DefinitionReader &in, FieldDefinition &field)
{
    in.text("source", field.source, {});
    in.text("name", field.name, {});
    in.text("unit", field.unit, {});
    in.text("description", field.description, {});
    in.integer("bits", field.bits, 0U);
    readType(in, field);
    in.integer("bit", field.firstBit, std::int64_t{-1});
    in.word<ByteOrder>("order", field.order, ByteOrder::big, orderWords);
    in.boolean("ignored", field.ignored, false);
    readCalibration(in, field.calibration);
    readLimits(in, field.limits);
}

void writeField(DefinitionWriter &out, const FieldDefinition &field)
{
    const FieldDefinition none;
    const Calibration &calibration = field.calibration;
    out.text("source", field.source, none.source);
    out.text("name", field.name, none.name);
    out.text("unit", field.unit, none.unit);
    out.text("description", field.description, none.description);
    out.word<FieldType>("type", field.type, none.type, typeWords);
    bool sized = false;
    for (const auto &known : sizedTypes) {
        sized = sized || known.value == field.type;
        if (known.value == field.type)
            out.json()["type"] = std::string(known.word) + std::to_string(field.bits);
    }
    if (!sized)
        out.integer("bits", field.bits, none.bits);
    out.integer("bit", field.firstBit, none.firstBit);
    out.word<ByteOrder>("order", field.order, none.order, orderWords);
    out.boolean("ignored", field.ignored, false);
    if (!calibration.polynomial.empty())
        out.json()["polynomial"] = calibration.polynomial;
    for (const Calibration::Point &point : calibration.points)
        out.json()["points"].push_back({point.raw, point.value});
    out.integer("points_order", calibration.splineOrder, 1U);
    out.boolean("extrapolate", calibration.extrapolate, false);
    for (const Calibration::Word &word : calibration.words) {
        const std::string range =
            std::to_string(word.first) + (word.last == word.first ? "" : ".." + std::to_string(word.last));
        out.json()["words"][range] = word.text;
    }
    out.object("limits", [&field](DefinitionWriter &sides) {
        for (const auto &[name, side] :
             {std::pair{"low", field.limits.low}, std::pair{"high", field.limits.high}}) {
            sides.object(name, [side = side](DefinitionWriter &grades) {
                for (std::size_t i = 0; i < limitWords.size(); ++i)
                    grades.number(std::string(limitWords[i]).c_str(), side[i], DeclaredLimits::unset);
            });
        }
    });
}

} // namespace desk
