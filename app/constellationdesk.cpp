// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/commandline/interruption.h"
#include "app/guiactivity.h"
#include "models/settings/folders.h"

#include <QApplication>
#include <QMessageBox>

#include <cstdio>
#include <cstring>

namespace {

// No display: say what to do before Qt aborts with its own words.
bool hasDisplay()
{
    const auto set = [](const char *name) {
        const char *value = std::getenv(name);
        return value && *value != '\0';
    };
    return set("DISPLAY") || set("WAYLAND_DISPLAY") || set("QT_QPA_PLATFORM");
}

bool asksForText(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--help") == 0 || std::strcmp(argv[i], "--version") == 0 ||
            std::strncmp(argv[i], "-platform", 9) == 0)
            return true;
    }
    return false;
}

constexpr int failed = 1;
constexpr int usage = 2;
constexpr int configurationRefused = 78;
constexpr int sessionRefused = 1;

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    if (!hasDisplay() && !asksForText(argc, argv)) {
        std::fputs(
            "constellation-desk: no display (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
            "Start it on a desktop, or without one: QT_QPA_PLATFORM=offscreen constellation-desk --demo "
            "--screenshot desk.png --exit-after 20\nFor a server without a window use: constellation serve\n",
            stderr);
        return failed;
    }
    const auto options = desk::DeskOptions::parse(arguments);
    if (!options) {
        std::fprintf(stderr, "constellation-desk: %s\n", options.error().message.c_str());
        return usage;
    }
    if (options->help) {
        std::fputs(qPrintable(desk::DeskOptions::helpText()), stdout);
        return 0;
    }
    if (options->version) {
        std::puts("constellation-desk " DESK_VERSION);
        return 0;
    }
    desk::Interruption interruption;
    // Before there is a window, and unless somebody said it otherwise.
    if (const int scale = desk::WindowSettings(desk::configFolder()).scale();
        scale != 100 && !qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
        qputenv("QT_SCALE_FACTOR", QByteArray::number(scale / 100.0));
    desk::WatchedApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("constellation-desk"));
    QApplication::setApplicationVersion(QStringLiteral(DESK_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("constellation-desk"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/desk/icons/constellation-desk.svg")));

    desk::Application desk(*options);
    if (const auto started = desk.start(); !started) {
        std::fprintf(stderr, "constellation-desk: %s\n", started.error().message.c_str());
        if (options->screenshot.isEmpty() && QApplication::platformName() != QStringLiteral("offscreen"))
            QMessageBox::critical(nullptr,
                                  QApplication::translate("desk::main", "Constellation Desk cannot start"),
                                  QString::fromStdString(started.error().message));
        return options->session.isEmpty() ? configurationRefused : sessionRefused;
    }
    // Asked to end by the session or the system, it ends as by its menu: what is to be kept is kept.
    const std::stop_callback ending(interruption.token(), [&desk] {
        QMetaObject::invokeMethod(&desk, &desk::Application::quit, Qt::QueuedConnection);
    });
    return QApplication::exec();
}
