// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"

#include <cstdio>
#include <map>
#include <string>

namespace desk {
namespace {

std::map<std::string, TestProgram::Run, std::less<>> &tests()
{
    static std::map<std::string, TestProgram::Run, std::less<>> byName;
    return byName;
}

} // namespace

TestProgram::Registered::Registered(const char *sourceFile, Run run)
{
    std::string_view name(sourceFile);
    name.remove_prefix(name.rfind("tst_") + 4);
    name.remove_suffix(std::string_view(".cpp").size());
    tests().emplace(name, run);
}

int TestProgram::main(int argc, char **argv)
{
    const auto test = argc > 1 ? tests().find(std::string_view(argv[1])) : tests().end();
    if (test == tests().end()) {
        std::fprintf(stderr, "usage: %s TEST [OPTION OF QTTEST...]\n", argv[0]);
        for (const auto &each : tests())
            std::fprintf(stderr, "  %s\n", each.first.c_str());
        return 2;
    }
    argv[1] = argv[0];
    return test->second(argc - 1, argv + 1);
}

} // namespace desk

int main(int argc, char **argv)
{
    return desk::TestProgram::main(argc, argv);
}
