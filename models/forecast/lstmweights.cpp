// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/lstmweights.h"

#include "models/broker/crc32c.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace desk {
namespace {

constexpr std::string_view magic("CDLSTM\0\0", 8);
constexpr std::uint32_t weightsVersion = 1;
constexpr std::size_t numbersInHead = 7;
constexpr float greatestWeight = 1e6F;

std::size_t bytesBeforeTexts()
{
    return magic.size() + numbersInHead * sizeof(std::uint32_t);
}

template <class Weights>
auto matricesOf(Weights &weights)
{
    return std::array{&weights.inputWeights, &weights.hiddenWeights, &weights.bias, &weights.headWeights,
                      &weights.headBias};
}

std::uint32_t littleEndian(std::span<const std::byte> bytes)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i)
        value |= std::to_integer<std::uint32_t>(bytes[i]) << (8 * i);
    return value;
}

void append(std::vector<std::byte> &to, std::uint32_t value)
{
    for (std::size_t i = 0; i < sizeof value; ++i)
        to.push_back(static_cast<std::byte>(value >> (8 * i)));
}

void append(std::vector<std::byte> &to, std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    to.insert(to.end(), bytes.begin(), bytes.end());
}

tl::unexpected<Error> noWeights(std::string why)
{
    return failure(ErrorCode::parseError, "no weights of a forecast model: " + std::move(why));
}

} // namespace

LstmWeights LstmWeights::zero(std::size_t hidden)
{
    LstmWeights weights;
    weights.hidden = hidden;
    weights.inputWeights.resize(4 * hidden * inputs);
    weights.hiddenWeights.resize(4 * hidden * hidden);
    weights.bias.resize(4 * hidden);
    weights.headWeights.resize(outputs * (hidden + headInputs));
    weights.headBias.resize(outputs);
    return weights;
}

Result<LstmWeights> LstmWeights::parse(std::span<const std::byte> file)
{
    if (file.size() < bytesBeforeTexts() + sizeof(std::uint32_t))
        return noWeights("the file is cut off");
    if (std::memcmp(file.data(), magic.data(), magic.size()) != 0)
        return noWeights("it does not begin as they do");
    std::array<std::uint32_t, numbersInHead> head{};
    for (std::size_t i = 0; i < head.size(); ++i)
        head[i] = littleEndian(file.subspan(magic.size() + i * sizeof(std::uint32_t)));
    const auto [version, inputsThere, headInputsThere, hiddenThere, outputsThere, metricLength,
                recordLength] = head;
    if (version != weightsVersion)
        return noWeights("version " + std::to_string(version) + ", this program reads " +
                         std::to_string(weightsVersion));
    if (inputsThere != inputs || headInputsThere != headInputs || outputsThere != outputs)
        return noWeights("inputs or outputs of another form");
    if (hiddenThere < 1 || hiddenThere > mostHidden)
        return noWeights(std::to_string(hiddenThere) + " hidden units; 1 to " + std::to_string(mostHidden) +
                         " can be");
    if (metricLength > longestMetric || recordLength > longestRecord)
        return noWeights("the metric's name or the training record is too long");

    LstmWeights weights = zero(hiddenThere);
    std::size_t floats = 0;
    for (const auto *matrix : matricesOf(weights))
        floats += matrix->size();
    const std::size_t texts = std::size_t{metricLength} + recordLength;
    const std::size_t checked = bytesBeforeTexts() + texts + floats * sizeof(float);
    if (file.size() != checked + sizeof(std::uint32_t))
        return noWeights(std::to_string(file.size()) + " bytes; " +
                         std::to_string(checked + sizeof(std::uint32_t)) + " would be right");
    if (crc32c(file.first(checked)) != littleEndian(file.subspan(checked)))
        return noWeights("the checksum is wrong");

    const auto *text = reinterpret_cast<const char *>(file.data()) + bytesBeforeTexts();
    weights.metric.assign(text, metricLength);
    weights.record.assign(text + metricLength, recordLength);
    std::size_t at = bytesBeforeTexts() + texts;
    for (auto *matrix : matricesOf(weights)) {
        for (float &weight : *matrix) {
            weight = std::bit_cast<float>(littleEndian(file.subspan(at)));
            at += sizeof weight;
            if (!(std::abs(weight) <= greatestWeight))
                return noWeights("a weight is no number or too large");
        }
    }
    return weights;
}

std::vector<std::byte> LstmWeights::encode() const
{
    std::vector<std::byte> file;
    append(file, magic);
    for (const std::size_t number :
         {std::size_t{weightsVersion}, inputs, headInputs, hidden, outputs, metric.size(), record.size()})
        append(file, static_cast<std::uint32_t>(number));
    append(file, metric);
    append(file, record);
    for (const auto *matrix : matricesOf(*this)) {
        for (const float weight : *matrix)
            append(file, std::bit_cast<std::uint32_t>(weight));
    }
    append(file, crc32c(file));
    return file;
}

} // namespace desk
