// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/expression.h"

#include "models/processing/expressionfunctions_p.h"
#include "models/processing/expressionscanner.h"

#include <algorithm>
#include <cfenv>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace desk {
namespace {

constexpr int arithmeticFaults = FE_DIVBYZERO | FE_INVALID | FE_OVERFLOW;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

} // namespace

// One plain formula of variables.
struct Expression::Stage
{
    std::unique_ptr<mu::Parser> parser; // none: the value of the one variable
    std::vector<std::size_t> uses;      // indexes of variables
};

// Turns the tokens into stages. Whatever is cut out of the text is filled with spaces, so that a position in
// a stage's formula is the position in the text.
class Expression::Compiler
{
public:
    Compiler(std::string_view text, std::vector<ExpressionToken> tokens)
        : m_text(text)
        , m_tokens(std::move(tokens))
    {
    }

    Result<Expression> run()
    {
        m_made.m_variables = std::make_unique<double[]>(maxInputs + maxCalls);
        if (auto error = names())
            return tl::unexpected(std::move(*error));
        if (auto error = calls(0, m_tokens.size()))
            return tl::unexpected(std::move(*error));
        if (auto error = stage(0, m_text.size()))
            return tl::unexpected(std::move(*error));
        const auto integral = std::find_if(m_made.m_calls.begin(), m_made.m_calls.end(), [](const Call &one) {
            return one.function == RollingFunction::integral;
        });
        if (integral != m_made.m_calls.end()) {
            m_made.m_isIntegral = integral + 1 == m_made.m_calls.end() && !m_made.m_stages.back().parser;
            if (!m_made.m_isIntegral)
                return failure(
                    ErrorCode::invalidArgument,
                    "integral(x) must be the whole expression, so that it goes on after a restart; "
                    "use its name in the expression of another derived parameter",
                    {}, static_cast<std::int64_t>(m_integralAt));
        }
        return std::move(m_made);
    }

private:
    using Kind = ExpressionToken::Kind;

    static std::optional<Error> refused(std::size_t at, std::string message)
    {
        return failure(ErrorCode::parseError, std::move(message), {}, static_cast<std::int64_t>(at)).value();
    }

    static std::string variableName(std::size_t variable) { return "$" + std::to_string(variable); }

    // What stood at [begin, end) is the variable from now on. No longer than what it replaces: see names().
    void replace(std::size_t begin, std::size_t end, const std::string &by)
    {
        m_text.replace(begin, end - begin, by + std::string(end - begin - by.size(), ' '));
    }

    // Parameters with names that muParser would not read, or would take for something else, get another.
    std::optional<Error> names()
    {
        for (const ExpressionToken &token : m_tokens) {
            if (token.kind == Kind::operation && token.name == "~")
                continue;
            if (token.kind != Kind::parameter || (token.name == "pi" && m_text[token.begin] != '['))
                continue;
            const bool bracketed = m_text[token.begin] == '[';
            auto &inputs = m_made.m_inputs;
            const auto known = std::find(inputs.begin(), inputs.end(), token.name);
            const auto at = static_cast<std::size_t>(known - inputs.begin());
            if (known == inputs.end()) {
                if (inputs.size() == maxInputs)
                    return refused(token.begin,
                                   "more than " + std::to_string(maxInputs) + " different parameters");
                inputs.push_back(token.name);
            }
            const bool isFunction =
                std::any_of(expressionFunctions().begin(), expressionFunctions().end(),
                            [&](const ExpressionFunction &one) { return one.name == token.name; }) ||
                rollingFunction(token.name).has_value();
            if (isFunction && !bracketed)
                return refused(token.end, token.name +
                                              " is a function, ( is expected here; a parameter of "
                                              "that name is written [" +
                                              token.name + "]");
            m_uses.push_back({token.begin, at});
            if (bracketed)
                replace(token.begin, token.end, variableName(at)); // "[x]" has room for "$31"
        }
        return std::nullopt;
    }

    [[nodiscard]] std::size_t closing(std::size_t open) const
    {
        std::size_t depth = 0;
        for (std::size_t i = open;; ++i) {
            depth += m_tokens[i].kind == Kind::open ? 1 : 0;
            if (m_tokens[i].kind == Kind::close && --depth == 0)
                return i;
        }
    }

    // Functions with a past between the tokens [from, to), the inner ones first. The scanner bounds the
    // depth.
    std::optional<Error> calls(std::size_t from, std::size_t to)
    {
        for (std::size_t i = from; i < to; ++i) {
            if (m_tokens[i].kind != Kind::function)
                continue;
            const std::size_t close = closing(i + 1);
            if (auto error = call(i, close))
                return error;
        }
        return std::nullopt;
    }

    std::optional<Error> call(std::size_t at, std::size_t close)
    {
        const ExpressionToken &token = m_tokens[at];
        const bool hasDuration = m_tokens[close - 1].kind == Kind::duration;
        const auto function = rollingFunction(token.name);
        const bool isStep = function == RollingFunction::derivative || function == RollingFunction::integral;
        const bool isPlain =
            std::any_of(expressionFunctions().begin(), expressionFunctions().end(),
                        [&](const ExpressionFunction &one) { return one.name == token.name; });
        if (!function && !isPlain)
            return refused(token.begin, "there is no function " + token.name + "; known: " + knownWords());
        if (hasDuration && (!function || isStep))
            return refused(m_tokens[close - 1].begin, token.name + " takes no duration");
        if (function && !isStep && !isPlain && !hasDuration)
            return refused(m_tokens[close].begin, token.name + " needs a duration as its last argument: " +
                                                      token.name + "(x, 10 s)");
        if (!function || (isPlain && !hasDuration))
            return std::nullopt; // its arguments are looked at in their turn
        const std::size_t argumentEnd = hasDuration ? close - 2 : close; // the comma or the )
        std::size_t depth = 0;
        for (std::size_t i = at + 2; i < argumentEnd; ++i) {
            depth += m_tokens[i].kind == Kind::open ? 1U : 0U;
            depth -= m_tokens[i].kind == Kind::close ? 1U : 0U;
            if (depth == 0 && m_tokens[i].kind == Kind::comma)
                return refused(m_tokens[i].begin,
                               token.name + " takes one value" + (isStep ? "" : " and a duration"));
        }
        if (auto error = calls(at + 2, argumentEnd))
            return error;
        if (m_made.m_calls.size() == maxCalls)
            return refused(token.begin, "more than " + std::to_string(maxCalls) +
                                            " windows, derivatives and integrals; use the name of another "
                                            "derived parameter for a part of it");
        if (auto error = stage(m_tokens[at + 1].end, m_tokens[argumentEnd].begin))
            return error;
        if (*function == RollingFunction::integral)
            m_integralAt = token.begin;
        const std::size_t variable = maxInputs + m_made.m_calls.size();
        m_made.m_calls.push_back({*function, hasDuration ? m_tokens[close - 1].nanoseconds : 0});
        replace(token.begin, m_tokens[close].end, variableName(variable));
        m_uses.erase(std::remove_if(m_uses.begin(), m_uses.end(),
                                    [&](const Use &use) {
                                        return use.at >= token.begin && use.at < m_tokens[close].end;
                                    }),
                     m_uses.end());
        m_uses.push_back({token.begin, variable});
        for (std::size_t i = at; i <= close; ++i)
            m_tokens[i].kind = Kind::number; // done with
        return std::nullopt;
    }

    static std::string knownWords()
    {
        std::string words;
        std::string last;
        for (const std::string &form : functionForms()) {
            std::string name = form.substr(0, form.find('('));
            if (name != last) // min and max are there twice
                words += (words.empty() ? "" : ", ") + name;
            last = std::move(name);
        }
        return words;
    }

    std::optional<Error> stage(std::size_t begin, std::size_t end)
    {
        Stage made;
        for (const Use &use : m_uses) {
            if (use.at >= begin && use.at < end &&
                std::find(made.uses.begin(), made.uses.end(), use.variable) == made.uses.end())
                made.uses.push_back(use.variable);
        }
        const std::string formula = m_text.substr(begin, end - begin);
        const auto first = formula.find_first_not_of(" \t\r\n");
        const auto last = formula.find_last_not_of(" \t\r\n");
        const std::string bare = formula.substr(first, last - first + 1);
        if (made.uses.size() == 1 && (bare == variableName(made.uses[0]) ||
                                      (made.uses[0] < maxInputs && bare == m_made.m_inputs[made.uses[0]]))) {
            m_made.m_stages.push_back(std::move(made));
            return std::nullopt;
        }
        try {
            made.parser = parserFor(formula);
            static_cast<void>(made.parser->Eval()); // compiles it
        } catch (const mu::Parser::exception_type &error) {
            const int position = error.GetPos();
            const std::size_t inside =
                position < 0 ? 0 : std::min(static_cast<std::size_t>(position), formula.size());
            return refused(begin + inside, plainMessage(error));
        }
        std::feclearexcept(arithmeticFaults);
        m_made.m_stages.push_back(std::move(made));
        return std::nullopt;
    }

    // muParser's words name our replaced variables and end in "at position n".
    static std::string plainMessage(const mu::Parser::exception_type &error)
    {
        switch (error.GetCode()) {
        case mu::ecTOO_MANY_PARAMS:
            return "too many arguments for this function";
        case mu::ecTOO_FEW_PARAMS:
            return "too few arguments for this function";
        case mu::ecMISSING_ELSE_CLAUSE:
            return "a ? without its :";
        case mu::ecUNEXPECTED_CONDITIONAL:
        case mu::ecMISPLACED_COLON:
            return "a : without its ?";
        default:
            return "this is no expression: " + error.GetMsg();
        }
    }

    [[nodiscard]] std::unique_ptr<mu::Parser> parserFor(const std::string &formula) const
    {
        auto parser = std::make_unique<mu::Parser>();
        parser->ClearFun();
        parser->ClearConst();
        // Constants are not folded: 1/0 > 2 must have no value each time.
        parser->EnableOptimizer(false);
        parser->DefineNameChars("0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ$");
        parser->DefineConst("pi", std::numbers::pi);
        for (const ExpressionFunction &function : expressionFunctions())
            function.define(*parser);
        double *const variables = m_made.m_variables.get();
        for (std::size_t i = 0; i < maxInputs + maxCalls; ++i)
            parser->DefineVar(variableName(i), variables + i);
        for (std::size_t i = 0; i < m_made.m_inputs.size(); ++i) {
            const std::string &name = m_made.m_inputs[i];
            const bool plain = name != "pi" && std::all_of(name.begin(), name.end(), [](char c) {
                                   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                          (c >= '0' && c <= '9') || c == '_';
                               });
            const bool isFunction =
                std::any_of(expressionFunctions().begin(), expressionFunctions().end(),
                            [&](const ExpressionFunction &one) { return one.name == name; });
            if (plain && !isFunction && !(name[0] >= '0' && name[0] <= '9'))
                parser->DefineVar(name, variables + i);
        }
        parser->SetExpr(formula);
        return parser;
    }

    struct Use
    {
        std::size_t at = 0;
        std::size_t variable = 0;
    };
    std::string m_text;
    std::vector<ExpressionToken> m_tokens;
    std::vector<Use> m_uses; // of variables in m_text
    std::size_t m_integralAt = 0;
    Expression m_made;
};

Expression::Expression() = default;
Expression::Expression(Expression &&) noexcept = default;
Expression &Expression::operator=(Expression &&) noexcept = default;
Expression::~Expression() = default;

Result<Expression> Expression::compile(std::string_view text)
{
    auto tokens = ExpressionScanner::scan(text);
    if (!tokens)
        return tl::unexpected(tokens.error());
    return Compiler(text, *std::move(tokens)).run();
}

double Expression::evaluate(std::size_t stage)
{
    const Stage &one = m_stages[stage];
    for (const std::size_t use : one.uses) {
        if (std::isnan(m_variables[use]))
            return none;
    }
    if (!one.parser)
        return m_variables[one.uses[0]];
    const double value = one.parser->Eval();
    if (std::fetestexcept(arithmeticFaults) != 0) {
        std::feclearexcept(arithmeticFaults);
        return none;
    }
    return std::isfinite(value) ? value : none;
}

std::vector<std::string> Expression::functionForms()
{
    std::vector<std::string> forms;
    for (const ExpressionFunction &function : expressionFunctions())
        forms.emplace_back(function.form);
    for (const char *form : {"count(x, 10 s)", "derivative(x)", "integral(x)", "max(x, 10 s)",
                             "mean(x, 10 s)", "min(x, 10 s)", "stddev(x, 10 s)", "sum(x, 10 s)"})
        forms.emplace_back(form);
    std::sort(forms.begin(), forms.end());
    return forms;
}

} // namespace desk
