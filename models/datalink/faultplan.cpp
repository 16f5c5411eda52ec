// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/faultplan.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace desk {
namespace {

constexpr std::array<std::string_view, allFaultKinds.size()> words{"node",  "flap", "rain",
                                                                   "stuck", "skew", "burst"};
constexpr std::string_view atmospheric = "atmospheric_state.";
constexpr double defaultRainDb = 15;
constexpr double defaultBurst = 5;
constexpr std::chrono::seconds defaultDuration{60};

// Reads one item of the text from left to right.
class ItemReader
{
public:
    ItemReader(std::string_view text, std::size_t from)
        : m_text(text)
        , m_begin(from)
        , m_at(from)
    {
        skipSpace();
    }

    std::size_t position() const { return m_at; }
    bool atItemEnd() const { return m_at >= m_text.size() || m_text[m_at] == ','; }

    bool take(std::string_view word)
    {
        if (!m_text.substr(m_at).starts_with(word))
            return false;
        m_at += word.size();
        skipSpace();
        return true;
    }

    std::string_view name()
    {
        const std::size_t from = m_at;
        while (m_at < m_text.size() && isNameCharacter(m_text[m_at]) &&
               !m_text.substr(m_at).starts_with("->"))
            ++m_at;
        const std::string_view found = m_text.substr(from, m_at - from);
        skipSpace();
        return found;
    }

    std::optional<double> number()
    {
        double value = 0;
        const auto [end, failed] = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), value,
                                                   std::chars_format::fixed);
        if (failed != std::errc{} || !std::isfinite(value))
            return std::nullopt;
        m_at = static_cast<std::size_t>(end - m_text.data());
        skipSpace();
        return value;
    }

    // A number with a unit, at most a year.
    Result<std::chrono::nanoseconds> time(const char *example)
    {
        struct Unit
        {
            std::string_view word;
            double seconds;
        };
        constexpr std::array<Unit, 4> units{{{"ms", 1e-3}, {"s", 1}, {"m", 60}, {"h", 3600}}};
        constexpr double longestS = 366 * 86400.0;
        const std::size_t from = m_at;
        const auto value = number();
        if (!value)
            return wrong(std::string("expected a time such as ") + example);
        for (const Unit &unit : units) {
            if (!m_text.substr(m_at).starts_with(unit.word))
                continue;
            m_at += unit.word.size();
            if (std::abs(*value * unit.seconds) > longestS) {
                m_at = from;
                return wrong("a time beyond a year");
            }
            skipSpace();
            return std::chrono::nanoseconds{std::llround(*value * unit.seconds * 1e9)};
        }
        return wrong("expected a unit: ms, s, m or h");
    }

    tl::unexpected<Error> wrong(const std::string &what) const
    {
        const std::size_t end = std::min(m_text.find(',', m_begin), m_text.size());
        return failure(ErrorCode::parseError, "faults, character " + std::to_string(m_at + 1) + ": " + what,
                       std::string(m_text.substr(m_begin, end - m_begin)), static_cast<std::int64_t>(m_at));
    }

private:
    static bool isNameCharacter(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '.' || c == ':' || c == '-';
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
    }

    std::string_view m_text;
    std::size_t m_begin;
    std::size_t m_at;
};

// node or node->node.
Result<void> readTarget(ItemReader &reader, FaultOrder &order)
{
    order.node = reader.name();
    if (order.node.empty())
        return reader.wrong("expected the id of a node, or any");
    if (!reader.take("->"))
        return {};
    order.dst = reader.name();
    if (order.dst.empty())
        return reader.wrong("expected the id of the node at the link's other end");
    return {};
}

// The metric stands after the last dot of what was read as a name; atmospheric_state has one of its own.
Result<void> splitMetric(ItemReader &reader, FaultOrder &order)
{
    std::string &name = order.dst.empty() ? order.node : order.dst;
    std::size_t dot = name.rfind('.');
    if (const std::size_t nested = name.rfind(atmospheric);
        nested != std::string::npos && nested > 0 && nested + atmospheric.size() - 1 == dot)
        dot = nested - 1;
    if (dot == std::string::npos || dot == 0 || dot + 1 == name.size() || name[dot] != '.')
        return reader.wrong("expected a metric after the node, such as .snr_db");
    order.metric = name.substr(dot + 1);
    name.resize(dot);
    return {};
}

Result<void> readArgument(ItemReader &reader, FaultOrder &order)
{
    switch (order.kind) {
    case FaultKind::linkFlap:
        if (order.dst.empty() && order.node != "any")
            return reader.wrong("expected a link, a->b");
        return {};
    case FaultKind::stuckSensor:
        return splitMetric(reader, order);
    case FaultKind::rainCell: {
        order.magnitude = defaultRainDb;
        if (const auto peak = reader.number()) {
            order.magnitude = *peak;
            if (!(*peak > 0 && *peak <= 200) || !reader.take("dB"))
                return reader.wrong("expected the attenuation of the rain, 0 to 200 dB, such as 20dB");
        }
        return {};
    }
    case FaultKind::clockSkew: {
        if (!reader.take("="))
            return reader.wrong("expected = and by how much the clock is wrong, such as =5s");
        const auto skew = reader.time("5s or -500ms");
        if (!skew)
            return tl::unexpected(skew.error());
        order.magnitude = std::chrono::duration<double>(*skew).count();
        return {};
    }
    case FaultKind::burst: {
        order.magnitude = defaultBurst;
        if (reader.take("x")) {
            const auto factor = reader.number();
            if (!factor || !(*factor > 0 && *factor <= 1000))
                return reader.wrong("expected a factor above 0, at most 1000");
            order.magnitude = *factor;
        }
        return {};
    }
    case FaultKind::nodeFailure:
        return {};
    }
    return {};
}

Result<void> readWhen(ItemReader &reader, FaultOrder &order)
{
    if (!reader.take("@"))
        return reader.wrong("expected @ and when it begins, such as @+60s");
    if (reader.take("+") && reader.take("-"))
        return reader.wrong("expected one sign only");
    const auto offset = reader.time("+60s");
    if (!offset)
        return tl::unexpected(offset.error());
    order.offset = *offset;
    order.duration = defaultDuration;
    if (!reader.take("/"))
        return {};
    const std::size_t at = reader.position();
    const auto duration = reader.time("120s");
    if (!duration)
        return tl::unexpected(duration.error());
    if (*duration <= std::chrono::nanoseconds::zero())
        return failure(ErrorCode::parseError,
                       "faults, character " + std::to_string(at + 1) + ": a fault must last longer than 0",
                       {}, static_cast<std::int64_t>(at));
    order.duration = *duration;
    return {};
}

Result<void> readFault(ItemReader &reader, FaultPlan &plan)
{
    FaultOrder order;
    order.position = static_cast<std::int64_t>(reader.position());
    bool known = false;
    for (const FaultKind kind : allFaultKinds) {
        if (!known && reader.take(std::string(faultWord(kind)) + ":")) {
            order.kind = kind;
            known = true;
        }
    }
    if (!known)
        return reader.wrong("expected node:, flap:, rain:, stuck:, skew:, burst: or random=");
    if (const auto target = readTarget(reader, order); !target)
        return target;
    const bool takesLink = order.kind == FaultKind::linkFlap || order.kind == FaultKind::stuckSensor;
    if (!order.dst.empty() && !takesLink)
        return reader.wrong(std::string(faultWord(order.kind)) + " takes a node, not a link");
    if (const auto argument = readArgument(reader, order); !argument)
        return argument;
    if (const auto when = readWhen(reader, order); !when)
        return when;
    plan.orders.push_back(std::move(order));
    return {};
}

Result<void> readRandom(ItemReader &reader, FaultPlan &plan)
{
    const auto rate = reader.number();
    if (!rate || !(*rate >= 0 && *rate <= 600) || !reader.take("/min"))
        return reader.wrong("expected a rate from 0 to 600, such as random=0.5/min");
    plan.randomPerMinute = *rate;
    return {};
}

} // namespace

std::string_view faultWord(FaultKind kind)
{
    return words[static_cast<std::size_t>(kind)];
}

Result<FaultPlan> parseFaults(std::string_view text)
{
    FaultPlan plan;
    if (text.find_first_not_of(' ') == std::string_view::npos)
        return plan;
    for (std::size_t from = 0; from <= text.size();) {
        ItemReader reader(text, from);
        const auto read = reader.take("random=") ? readRandom(reader, plan) : readFault(reader, plan);
        if (!read)
            return tl::unexpected(read.error());
        if (!reader.atItemEnd())
            return reader.wrong("expected a comma or the end");
        from = reader.position() + 1;
    }
    return plan;
}

} // namespace desk
