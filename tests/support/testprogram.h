// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>
#ifdef QT_WIDGETS_LIB
#include <QApplication>
#endif

namespace desk {

// The tests of a folder are one program; CTest starts it once for each of them, so that none meets what
// another left behind: `test_unit_broker crc32c [QtTest's options]`. A test is named after its file,
// tst_NAME.cpp.
class TestProgram
{
public:
    using Run = int (*)(int argc, char **argv);

    struct Registered
    {
        Registered(const char *sourceFile, Run run);
    };

    static int main(int argc, char **argv);
};

template <typename Application, typename Test>
int runTest(int argc, char **argv)
{
    Application application(argc, argv);
    Application::setAttribute(Qt::AA_Use96Dpi);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace desk

#define DESK_TEST_IN(Application, Test)                                                                      \
    static const desk::TestProgram::Registered registered##Test(__FILE__, desk::runTest<Application, Test>);
#define DESK_TEST(Test) DESK_TEST_IN(QCoreApplication, Test)
#define DESK_GUI_TEST(Test) DESK_TEST_IN(QApplication, Test)
