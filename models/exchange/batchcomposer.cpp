// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/batchcomposer.h"

#include <algorithm>
#include <iterator>
#include <simdjson.h>

namespace desk {
namespace {

constexpr std::size_t mostNameBytes = 200; // as the compatibility routes keep them
constexpr std::size_t mostLabelBytes = 1024;
constexpr std::size_t mostTextBytes = 1024;
constexpr std::size_t mostUnitBytes = 64;

bool isUtf8(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size());
}

bool isName(std::string_view text, std::size_t most)
{
    return text.size() <= most && isUtf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < ' ' || c == '\x7F';
           });
}

Result<void> checkNames(const NamedPoint &point)
{
    for (const std::string *name : {&point.node, &point.dst}) {
        if (!isName(*name, mostNameBytes) || (name->empty() && name == &point.node))
            return failure(ErrorCode::invalidArgument,
                           "a node's name must be UTF-8 of 1 to 200 bytes without control characters",
                           "node_id");
    }
    return {};
}

Result<void> checkValue(const NamedValue &value)
{
    if (value.metric.empty() || !isName(value.metric, mostNameBytes) || !isName(value.labels, mostLabelBytes))
        return failure(
            ErrorCode::invalidArgument,
            "a metric's name must be UTF-8 of 1 to 200 bytes, its labels of at most 1,024, without "
            "control characters",
            "metric");
    const auto *text = std::get_if<std::string>(&value.value);
    if (text && (text->size() > mostTextBytes || !isUtf8(*text)))
        return failure(ErrorCode::invalidArgument,
                       value.metric + ": a text must be UTF-8 of at most 1,024 bytes", value.metric);
    return {};
}

} // namespace

Result<void> BatchComposer::add(NamedPoint point)
{
    if (m_pending && point.sequence != 0 && m_pending->isSamePoint(point)) {
        m_pending->values.insert(m_pending->values.end(), std::make_move_iterator(point.values.begin()),
                                 std::make_move_iterator(point.values.end()));
        return {};
    }
    auto composed = compose();
    m_pending = std::move(point);
    return composed;
}

Result<void> BatchComposer::finish()
{
    if (auto composed = compose(); !composed)
        return composed;
    return flush();
}

Result<EntityId> BatchComposer::entityOf(const NamedPoint &point)
{
    SeriesDictionary &dictionary = m_sink.dictionary();
    const auto node = dictionary.node(point.node, point.type);
    if (!node)
        return tl::unexpected(node.error());
    const auto self = dictionary.entity(*node);
    if (!self || point.dst.empty())
        return self;
    const auto dst = dictionary.node(point.dst, point.dstType);
    if (!dst)
        return tl::unexpected(dst.error());
    if (const auto other = dictionary.entity(*dst); !other)
        return other;
    return dictionary.entity(*node, *dst);
}

// The dictionary looks through all texts of a series; a file may have many.
Result<std::uint32_t> BatchComposer::textCode(SeriesId series, const std::string &text)
{
    auto &codes = m_codes[series];
    if (const auto known = codes.find(text); known != codes.end())
        return known->second;
    if (codes.size() >= mostTexts)
        return failure(ErrorCode::cardinalityLimit, m_sink.dictionary().definition(series).metric +
                                                        " has more than " + std::to_string(mostTexts) +
                                                        " different texts");
    const auto code = m_sink.dictionary().textCode(series, text);
    if (code)
        codes.emplace(text, *code);
    return code;
}

Result<void> BatchComposer::addValue(EntityId about, const NamedValue &value)
{
    if (auto checked = checkValue(value); !checked)
        return checked;
    SeriesDictionary &dictionary = m_sink.dictionary();
    const auto series = dictionary.seriesByName(about, value.metric, value.kind, value.labels);
    if (!series)
        return tl::unexpected(series.error());
    const auto *text = std::get_if<std::string>(&value.value);
    if ((text != nullptr) != isTextKind(dictionary.definition(*series).kind))
        return failure(ErrorCode::invalidArgument,
                       value.metric + " of " + dictionary.entityName(about) +
                           (text ? " was a number before" : " was a text before"),
                       value.metric);
    double number = 0;
    if (text) {
        const auto code = textCode(*series, *text);
        if (!code)
            return tl::unexpected(code.error());
        number = *code;
    } else if (const auto *wide = std::get_if<std::int64_t>(&value.value)) {
        m_batch.wide.push_back({static_cast<std::uint32_t>(m_batch.samples()), *wide});
        number = static_cast<double>(*wide);
    } else if (const auto *on = std::get_if<bool>(&value.value)) {
        number = *on ? 1 : 0;
    } else {
        number = std::get<double>(value.value);
    }
    m_batch.addSample(*series, number, value.quality);
    if (!value.unit.empty())
        tellUnit(*series, value.unit);
    return {};
}

// The last one that a file says holds; what is no name is no unit.
void BatchComposer::tellUnit(SeriesId series, const std::string &unit)
{
    if (const auto told = m_units.find(series); told != m_units.end() && told->second == unit)
        return;
    if (!isName(unit, mostUnitBytes))
        return;
    m_units[series] = unit;
    m_sink.setUnit(series, unit);
}

void BatchComposer::refuse(const Error &error, std::uint64_t samples)
{
    if (m_totals.refused == 0)
        m_totals.firstRefusal = error.message;
    m_totals.refused += samples;
}

Result<void> BatchComposer::compose()
{
    if (!m_pending)
        return {};
    const NamedPoint point = std::move(*m_pending);
    m_pending.reset();
    std::uint64_t number = m_last + 1;
    if (point.sequence > m_last)
        number = point.sequence;
    else if (point.sequence != 0)
        ++m_totals.renumbered;
    const Timestamp reception = point.received.value_or(point.generation);
    if (m_batch.points() > 0 && (reception != m_batch.reception || number != m_batch.lastSequence() + 1 ||
                                 m_batch.points() >= mostPoints)) {
        if (auto flushed = flush(); !flushed)
            return flushed;
    }
    if (const auto checked = checkNames(point); !checked) {
        refuse(checked.error(), point.values.size());
        return {};
    }
    const auto about = entityOf(point);
    if (!about)
        return tl::unexpected(about.error());
    const std::size_t before = m_batch.samples();
    for (const NamedValue &value : point.values) {
        if (const auto added = addValue(*about, value); !added)
            refuse(added.error(), 1);
    }
    if (m_batch.samples() == before)
        return {};
    if (m_batch.points() == 0) {
        m_batch.reception = reception;
        m_batch.firstSequence = number;
    }
    m_batch.endPoint(*about, nanoseconds(point.generation));
    m_last = number;
    ++m_totals.points;
    m_totals.samples += m_batch.samples() - before;
    m_totals.begin = std::min(m_totals.begin.value_or(point.generation), point.generation);
    m_totals.end = std::max(m_totals.end.value_or(point.generation), point.generation);
    return {};
}

Result<void> BatchComposer::flush()
{
    if (m_batch.points() == 0)
        return {};
    m_sink.dictionary().publish();
    auto appended = m_sink.append(std::move(m_batch));
    m_batch = {};
    return appended;
}

} // namespace desk
