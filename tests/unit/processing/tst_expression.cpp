// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/expression.h"
#include "models/processing/expressionscanner.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace desk;

class TstExpression : public QObject
{
    Q_OBJECT

    static double valueOf(const std::string &text, const std::vector<double> &inputs = {})
    {
        auto made = Expression::compile(text);
        if (!made) {
            qWarning("%s: %s", text.c_str(), made.error().message.c_str());
            return std::nan("");
        }
        std::copy(inputs.begin(), inputs.end(), made->inputValues());
        return made->evaluate(made->calls().size());
    }

private Q_SLOTS:
    void calculates_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("expected"); // of a = 3, b = 4
        const auto row = [](const char *text, double expected) {
            QTest::newRow(text) << QString::fromLatin1(text) << expected;
        };
        const double a = 3;
        const double b = 4;
        row("a / b", a / b);
        row("a + b * 2", 11);
        row("(a + b) * 2", 14);
        row("a - b - 1", -2);
        row("2 ^ a ^ b * 0 + a + b * 0", 3);
        row("-a * b", -12);
        row("a * -b", -12);
        row("2 ^ -a + b * 0", 0.125);
        row("1e-3 * a + .5 * b", 2.003);
        row("a < b ? 10 : 20", 10);
        row("a > b ? 10 : a == 3 ? 30 : 20 + b", 30);
        row("a >= 3 && b <= 4", 1);
        row("a != 3 || b < 1", 0);
        row("abs(a - b)", 1);
        row("acos(a / 5) + b * 0", std::acos(0.6));
        row("asin(a / 5) + b * 0", std::asin(0.6));
        row("atan(a) + b * 0", std::atan(3.0));
        row("atan2(a, b)", std::atan2(3.0, 4.0));
        row("cbrt(a) + b * 0", std::cbrt(3.0));
        row("ceil(a / b)", 1);
        row("clamp(a * b, 0, 10)", 10);
        row("clamp(-a * b, 0, 10)", 0);
        row("cos(a) + b * 0", std::cos(3.0));
        row("cosh(a) + b * 0", std::cosh(3.0));
        row("exp(a) + b * 0", std::exp(3.0));
        row("floor(a / b)", 0);
        row("hypot(a, b)", 5);
        row("ln(a) + b * 0", std::log(3.0));
        row("log2(b) + a * 0", 2);
        row("log10(a * 100) + b * 0", std::log10(300.0));
        row("max(a, b, 7, -1)", 7);
        row("min(a, b)", 3);
        row("mod(-a, b)", 1);
        row("mod(a + b, b)", 3);
        row("round(a / 2) + b * 0", 2);
        row("sign(a - b)", -1);
        row("sin(pi / 2) * a + b * 0", 3);
        row("sinh(a) + b * 0", std::sinh(3.0));
        row("sqrt(b) + a * 0", 2);
        row("tan(a) + b * 0", std::tan(3.0));
        row("tanh(a) + b * 0", std::tanh(3.0));
        row("a\n/\tb", 0.75);
    }
    void calculates()
    {
        QFETCH(QString, text);
        QFETCH(double, expected);
        auto made = Expression::compile(text.toStdString());
        QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
        for (std::size_t i = 0; i < made->inputs().size(); ++i)
            made->inputValues()[i] = made->inputs()[i] == "a" ? 3 : 4;
        const double value = made->evaluate(0);
        QVERIFY2(std::fabs(value - expected) <= 1e-12 * std::max(1.0, std::fabs(expected)),
                 qPrintable(QString::number(value, 'g', 17)));
    }

    void everyFunctionCompilesInItsForm()
    {
        for (const std::string &form : Expression::functionForms()) {
            const std::string name = form.substr(0, form.find('('));
            auto made = Expression::compile(form.find("…") == std::string::npos ? form : name + "(a, b, c)");
            QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
        }
        QCOMPARE(Expression::functionForms().size(), std::size_t(34));
    }

    void whatHasNoValueIsNone_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"1 / x", "x / x", "1 / x > 5", "1 / x > 5 ? 1 : 2", "ln(x)", "ln(x - 1)", "sqrt(x - 1)",
              "mod(1, x)", "exp(1000 + x)", "10 ^ 400 + x", "x ^ -1", "min(1, 1 / x)", "acos(x + 2)",
              "(0 - 8) ^ 0.5 + x", "1 / 0 > 2 && x == 0", "1e308 * 10 + x", "0 * (1 / x)"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void whatHasNoValueIsNone()
    {
        QFETCH(QString, text);
        QVERIFY(std::isnan(valueOf(text.toStdString(), {0.0})));
    }

    void theNextValueIsNotHarmed()
    {
        auto made = Expression::compile("1 / x");
        QVERIFY(made.has_value());
        for (const double x : {0.0, 2.0, 0.0, 4.0}) {
            made->inputValues()[0] = x;
            const double value = made->evaluate(0);
            QVERIFY(x == 0 ? std::isnan(value) : value == 1 / x);
        }
    }

    void anInputThatIsNoneMakesItNone()
    {
        QVERIFY(std::isnan(valueOf("x > 5 ? 1 : 2", {std::nan("")})));
        QVERIFY(std::isnan(valueOf("x", {std::nan("")})));
        QVERIFY(std::isnan(valueOf("min(x, 1)", {std::nan("")})));
    }

    void anyNameCanBeWrittenInBrackets()
    {
        auto made = Expression::compile("[cpu.load{core=\"1\"}] + [min] + [pi] + [x] + x + [1a] * pi * 0");
        QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
        const std::vector<std::string> expected{"cpu.load{core=\"1\"}", "min", "pi", "x", "1a"};
        QCOMPARE(made->inputs(), expected);
        for (int i = 0; i < 5; ++i)
            made->inputValues()[i] = std::pow(10, i);
        QCOMPARE(made->evaluate(0), 2111.0);
    }

    void functionsWithAPastBecomeStages()
    {
        auto made = Expression::compile("mean(max(x + 1, 1 min) * 2, 10 s) / derivative(y) - min(x, y)");
        QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
        QCOMPARE(made->calls().size(), std::size_t(3));
        QVERIFY(made->calls()[0].function == RollingFunction::max);
        QCOMPARE(qint64(made->calls()[0].duration), qint64(60'000'000'000));
        QVERIFY(made->calls()[1].function == RollingFunction::mean);
        QCOMPARE(qint64(made->calls()[1].duration), qint64(10'000'000'000));
        QVERIFY(made->calls()[2].function == RollingFunction::derivative);
        made->inputValues()[0] = 5;
        made->inputValues()[1] = 7;
        QCOMPARE(made->evaluate(0), 6.0);
        made->callValues()[0] = 8;
        QCOMPARE(made->evaluate(1), 16.0);
        made->callValues()[1] = 12;
        QCOMPARE(made->evaluate(2), 7.0);
        made->callValues()[2] = 4;
        QCOMPARE(made->evaluate(3), -2.0);
    }

    void refusesAtTheRightPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("offset");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *text, int offset, const char *words) {
            QTest::newRow(text) << QString::fromUtf8(text) << offset << QString::fromLatin1(words);
        };
        row("", 0, "empty");
        row("  ", 0, "empty");
        row("a +", 3, "ends");
        row("a + * b", 4, "expected here, not *");
        row("a b", 2, "operator");
        row("2 a", 2, "unit of time");
        row("(a + b", 0, "has no )");
        row("a + b)", 5, "has no (");
        row("a = 3", 2, "assigns");
        row("a + 'x'", 4, "expected here");
        row("a + \"x\"", 4, "expected here");
        row("a ; b", 2, "operator");
        row("a $ b", 2, "operator");
        row("$1", 0, "expected here");
        row("a + ä", 4, "byte 195");
        row("nosuch(a)", 0, "no function nosuch");
        row("a + eval(b)", 4, "no function eval");
        row("1e999 + a", 0, "beyond");
        row("1..2 + a", 2, "digit");
        row("1. + a", 2, "digit");
        row("a + 1.5.2", 7, "digit");
        row("0x10 + a", 1, "unit of time");
        row("[a", 0, "has no ]");
        row("[] + a", 0, "name is expected");
        row("--a", 1, "second -");
        row("a, b", 1, "comma");
        row("(a, b)", 2, "comma");
        row("mean(a)", 6, "duration");
        row("mean(a, 3)", 9, "duration");
        row("mean(a, b, 3 s)", 6, "one value");
        row("mean(a, 0 s)", 8, "1 ms to 1 d");
        row("mean(a, 2 d)", 8, "1 ms to 1 d");
        row("mean(a, 1e300 d)", 8, "1 ms to 1 d");
        row("mean(a, 10 parsec)", 11, "unit of time");
        row("mean(10 s, a)", 5, "last argument");
        row("mean(a, 10 s + 1)", 13, "last argument");
        row("3 s + a", 0, "last argument");
        row("sqrt(a, 3 s)", 8, "no duration");
        row("derivative(a, 3 s)", 14, "no duration");
        row("derivative(a, b)", 12, "one value");
        row("integral(a) / 3600", 0, "whole expression");
        row("1 + integral(a)", 4, "whole expression");
        row("mean(integral(a), 5 s)", 5, "whole expression");
        row("min + 1", 3, "[min]");
        row("a + sqrt * 2", 8, "[sqrt]");
    }
    void refusesAtTheRightPlace()
    {
        QFETCH(QString, text);
        QFETCH(int, offset);
        QFETCH(QString, words);
        const auto made = Expression::compile(text.toStdString());
        QVERIFY(!made);
        const QString message = QString::fromStdString(made.error().message);
        QVERIFY2(message.contains(words), qPrintable(message));
        QCOMPARE(int(made.error().offset), offset);
    }

    void whatTheLibraryRefusesIsRefusedToo()
    {
        for (const std::string text :
             {"a ? b", "a : b", "sqrt(a, b)", "atan2(a)", "sqrt()", "clamp(a, b)", "(a ? b) : 1"}) {
            const auto made = Expression::compile(text);
            QVERIFY2(!made, text.c_str());
            QVERIFY(made.error().offset >= 0 && made.error().offset <= std::int64_t(text.size()));
            QVERIFY(!made.error().message.empty());
        }
    }

    void hostileTextIsRefusedAtOnce()
    {
        const auto refused = [](const std::string &text) { return !Expression::compile(text); };
        QVERIFY(refused(std::string(100'000, '(')));
        QVERIFY(refused(std::string(33, '(') + "a" + std::string(33, ')')));
        QVERIFY(!refused(std::string(32, '(') + "a" + std::string(32, ')')));
        QVERIFY(refused(std::string(2000, 'a')));
        QVERIFY(refused(std::string(200, 'a')));
        QVERIFY(refused(std::string(1000, '-') + "a"));
        std::string many = "a";
        for (int i = 0; i < 200; ++i)
            many += "+a";
        QVERIFY(refused(many));
        std::string names = "a";
        for (int i = 0; i < 32; ++i)
            names += "+b" + std::to_string(i);
        QVERIFY(refused(names));
        std::string windows = "mean(a, 1 s)";
        for (int i = 0; i < 8; ++i)
            windows += "+mean(a, 1 s)";
        QVERIFY(refused(windows));
        std::string powers = "a";
        for (int i = 0; i < 140; ++i)
            powers += "^9";
        QVERIFY(std::isnan(valueOf(powers, {9.0})));
        std::string ternary = "a";
        for (int i = 0; i < 70; ++i)
            ternary = "a ? " + ternary + " : 1";
        static_cast<void>(Expression::compile(ternary)); // either way, but no fall
    }
};

DESK_TEST(TstExpression)
#include "tst_expression.moc"
