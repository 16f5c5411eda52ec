// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/rollingwindow.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace desk {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool keepsValues(RollingFunction function)
{
    return function != RollingFunction::derivative && function != RollingFunction::integral;
}

double seconds(std::int64_t from, std::int64_t to)
{
    return static_cast<double>(to - from) / 1e9;
}

} // namespace

std::optional<RollingFunction> rollingFunction(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, RollingFunction>, 8> words{
        {{"mean", RollingFunction::mean},
         {"min", RollingFunction::min},
         {"max", RollingFunction::max},
         {"sum", RollingFunction::sum},
         {"stddev", RollingFunction::stddev},
         {"count", RollingFunction::count},
         {"derivative", RollingFunction::derivative},
         {"integral", RollingFunction::integral}}};
    for (const auto &[word, function] : words) {
        if (word == name)
            return function;
    }
    return std::nullopt;
}

void RollingWindow::Part::add(double value)
{
    if (count == 0) {
        *this = {1, value, 0, value, value};
        return;
    }
    const double off = value - sum / static_cast<double>(count);
    const auto n = static_cast<double>(count);
    squares += off * off * n / (n + 1);
    ++count;
    sum += value;
    min = std::min(min, value);
    max = std::max(max, value);
}

void RollingWindow::Part::add(const Part &other)
{
    if (count == 0 || other.count == 0) {
        if (count == 0)
            *this = other;
        return;
    }
    const auto n = static_cast<double>(count);
    const auto m = static_cast<double>(other.count);
    const double off = other.sum / m - sum / n;
    squares += other.squares + off * off * n * m / (n + m);
    count += other.count;
    sum += other.sum;
    min = std::min(min, other.min);
    max = std::max(max, other.max);
}

RollingWindow::RollingWindow(RollingFunction function, std::int64_t durationNs, RollingBudget &budget)
    : m_function(function)
    , m_duration(durationNs)
    , m_budget(&budget)
{
}

RollingWindow::~RollingWindow()
{
    m_budget->left += m_values.size();
}

RollingWindow::RollingWindow(RollingWindow &&other) noexcept
    : m_function(other.m_function)
    , m_duration(other.m_duration)
    , m_budget(other.m_budget)
    , m_values(std::exchange(other.m_values, {}))
    , m_parts(std::exchange(other.m_parts, {}))
    , m_state(other.m_state)
    , m_marked(other.m_marked)
{
}

void RollingWindow::clear()
{
    // A block holds values of one stretch only.
    State fresh;
    fresh.tail = (m_state.tail + block - 1) / block * block;
    fresh.head = fresh.tail;
    fresh.area = m_state.area;
    m_state = fresh;
}

void RollingWindow::setArea(double area)
{
    m_state.area = area;
    if (m_state.hasNewest) {
        m_state.before = m_state.newest;
        m_state.hasBefore = true;
        m_state.hasNewest = false;
    }
}

bool RollingWindow::grow()
{
    const std::size_t size = m_values.size();
    const std::size_t more = size == 0 ? block : size;
    if (size + more > maxValues || more > m_budget->left)
        return false;
    m_budget->left -= more;
    std::vector<Value> values(size + more);
    std::vector<Part> parts((size + more) / block);
    const std::uint64_t first = std::min(m_marked.head, m_state.head);
    for (std::uint64_t p = m_state.tail > size ? std::max(first, m_state.tail - size) : first;
         p < m_state.tail; ++p) {
        values[p & (values.size() - 1)] = at(p);
        parts[(p / block) & (parts.size() - 1)] = m_parts[(p / block) & (m_parts.size() - 1)];
    }
    m_values = std::move(values);
    m_parts = std::move(parts);
    return true;
}

// The newest value becomes one of the past.
void RollingWindow::commit()
{
    State &s = m_state;
    // A block is reused as a whole, and not while rollback() might want it.
    const std::uint64_t oldest = std::min(s.head, m_marked.head) / block * block;
    if ((m_values.empty() || s.tail + 1 - oldest > m_values.size()) && !grow()) {
        s.truncated = true;
        if (m_values.empty())
            return;
        const std::uint64_t first = (s.tail + block - m_values.size()) / block * block;
        s.head = std::max(s.head, first);
        m_marked.head = std::min(std::max(m_marked.head, first), m_marked.tail);
    }
    m_values[s.tail & (m_values.size() - 1)] = s.newest;
    s.open.add(s.newest.value);
    ++s.tail;
    if (s.tail % block == 0) {
        m_parts[(s.tail / block - 1) & (m_parts.size() - 1)] = s.open;
        s.open = {};
    }
}

RollingWindow::Part RollingWindow::whole() const
{
    const State &s = m_state;
    Part part;
    std::uint64_t p = s.head;
    const std::uint64_t tailBlock = s.tail / block * block;
    if (p < tailBlock) {
        for (; p % block != 0; ++p)
            part.add(at(p).value);
        for (; p < tailBlock; p += block)
            part.add(m_parts[(p / block) & (m_parts.size() - 1)]);
        part.add(s.open);
    } else if (p == tailBlock) {
        part.add(s.open);
    } else {
        for (; p < s.tail; ++p)
            part.add(at(p).value);
    }
    part.add(s.newest.value);
    return part;
}

double RollingWindow::step(std::int64_t longestStepNs) const
{
    const State &s = m_state;
    const bool joined = s.hasBefore && s.newest.time - s.before.time <= longestStepNs;
    if (m_function == RollingFunction::derivative)
        return joined ? (s.newest.value - s.before.value) / seconds(s.before.time, s.newest.time) : none;
    return joined ? s.area + (s.newest.value + s.before.value) / 2 * seconds(s.before.time, s.newest.time)
                  : s.area;
}

double RollingWindow::update(std::int64_t time, double value, std::int64_t longestStepNs)
{
    State &s = m_state;
    const bool again = s.hasNewest && s.newest.time == time;
    if (!keepsValues(m_function)) {
        if (s.hasNewest && !again) {
            s.area = m_function == RollingFunction::integral ? step(longestStepNs) : 0;
            s.before = s.newest;
            s.hasBefore = true;
        }
        s.newest = {time, value};
        s.hasNewest = true;
        return step(longestStepNs);
    }
    if (s.hasNewest && !again)
        commit();
    s.newest = {time, value};
    s.hasNewest = true;
    while (s.head < s.tail && time - at(s.head).time >= m_duration)
        ++s.head;
    // Also when the room was short: then the newest block is still whole.
    const Part part = whole();
    switch (m_function) {
    case RollingFunction::mean:
        return part.sum / static_cast<double>(part.count);
    case RollingFunction::min:
        return part.min;
    case RollingFunction::max:
        return part.max;
    case RollingFunction::sum:
        return part.sum;
    case RollingFunction::stddev:
        return part.count < 2 ? none : std::sqrt(part.squares / static_cast<double>(part.count - 1));
    default:
        return static_cast<double>(part.count);
    }
}

} // namespace desk
