// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace desk {

// What a function of an expression makes of the values before the present one.
enum class RollingFunction : std::uint8_t { mean, min, max, sum, stddev, count, derivative, integral };
std::optional<RollingFunction> rollingFunction(std::string_view name);

// How many values all windows of an evaluator may still keep.
struct RollingBudget
{
    std::size_t left = 4U << 20U; // 16 bytes each
};

// The memory of one function with a past: a window that holds the values of (t - duration, t], or the value
// before for derivative (per second, two-point difference) and integral (trapezoids, in value x seconds).
// stddev is that of a sample (n - 1), by Chan, Golub and LeVeque's sums of parts (1979): whole blocks of 64
// values are kept as count, sum and squared deviation, so nothing is ever subtracted and no rounding piles
// up. Times must not fall; the same time again replaces the newest value. One thread.
class RollingWindow
{
public:
    static constexpr std::size_t maxValues = 16'384; // then the oldest go before their time

    RollingWindow(RollingFunction function, std::int64_t durationNs, RollingBudget &budget);
    ~RollingWindow();
    RollingWindow(RollingWindow &&other) noexcept;
    RollingWindow &operator=(RollingWindow &&) = delete;

    // NaN when it has no value yet. A step of more than longestStepNs is a gap: no derivative, no area.
    double update(std::int64_t time, double value, std::int64_t longestStepNs);
    // Values went before their time for want of room.
    [[nodiscard]] bool isTruncated() const { return m_state.truncated; }

    // Everything since mark() can be taken back. Called before each batch: what was before keeps room in the
    // ring until then.
    void mark() { m_marked = m_state; }
    void rollback() { m_state = m_marked; }
    void clear();
    // An integral goes on from here, for after a restart.
    void setArea(double area);

private:
    struct Value
    {
        std::int64_t time = 0;
        double value = 0;
    };
    struct Part
    {
        std::size_t count = 0;
        double sum = 0;
        double squares = 0; // of the deviations from the mean
        double min = 0;
        double max = 0;

        void add(double value);
        void add(const Part &other);
    };
    struct State
    {
        std::uint64_t head = 0; // positions that only grow; of values with a newer one behind them
        std::uint64_t tail = 0;
        Part open; // of the block that tail is in
        Value newest;
        bool hasNewest = false;
        Value before; // derivative, integral
        bool hasBefore = false;
        double area = 0; // up to before
        bool truncated = false;
    };
    static constexpr std::size_t block = 64;

    void commit();
    bool grow();
    [[nodiscard]] const Value &at(std::uint64_t position) const
    {
        return m_values[position & (m_values.size() - 1)];
    }
    [[nodiscard]] Part whole() const;
    [[nodiscard]] double step(std::int64_t longestStepNs) const;

    const RollingFunction m_function;
    const std::int64_t m_duration;
    RollingBudget *m_budget;
    std::vector<Value> m_values; // a ring; its size is a power of two, or 0
    std::vector<Part> m_parts;   // of each block of it
    State m_state;
    State m_marked;
};

} // namespace desk
