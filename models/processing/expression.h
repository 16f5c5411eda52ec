// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/rollingwindow.h"
#include "models/telemetry/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// An expression (grammar: ExpressionScanner) ready to be evaluated any number of times: muParser does the
// arithmetic in double precision, functions with a past (mean(x, 10 s), derivative(x) …) are cut out and
// become variables whose values the owner's RollingWindows give, so that one Expression serves every node.
// It holds the variables it is evaluated with: one thread at a time.
//
// Error::offset of a refusal is the byte of the text.
class Expression
{
public:
    static constexpr std::size_t maxInputs = 32;
    static constexpr std::size_t maxCalls = 8; // of functions with a past

    // A function with a past. Its argument is stage i for call i; a later one may use an earlier one's value.
    struct Call
    {
        RollingFunction function{};
        std::int64_t duration = 0; // 0 = derivative, integral
    };

    static Result<Expression> compile(std::string_view text);
    Expression(Expression &&) noexcept;
    Expression &operator=(Expression &&) noexcept;
    ~Expression();

    // Names of the parameters, each once, in order of appearance.
    [[nodiscard]] const std::vector<std::string> &inputs() const { return m_inputs; }
    [[nodiscard]] const std::vector<Call> &calls() const { return m_calls; }
    // integral(…) and nothing around it: its value is the state it goes on from.
    [[nodiscard]] bool isIntegral() const { return m_isIntegral; }

    // Of inputs() and of calls(); to be set before evaluate().
    [[nodiscard]] double *inputValues() { return m_variables.get(); }
    [[nodiscard]] double *callValues() { return m_variables.get() + maxInputs; }
    // Stage i < calls().size(): the argument of call i; the last stage: the whole. NaN where arithmetic has
    // no finite value: division by zero, logarithm of a negative number, overflow, and whatever is made of
    // them, also behind a comparison. A variable that is NaN makes it NaN.
    [[nodiscard]] double evaluate(std::size_t stage);

    // Every function there is, in alphabetical order, with its arguments: "atan2(y, x)".
    static std::vector<std::string> functionForms();

private:
    struct Stage;
    class Compiler;
    Expression();

    std::vector<std::string> m_inputs;
    std::vector<Call> m_calls;
    std::unique_ptr<double[]> m_variables; // does not move: muParser keeps addresses
    std::vector<Stage> m_stages;
    bool m_isIntegral = false;
};

} // namespace desk
