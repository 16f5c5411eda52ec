// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deskoptions.h"

#include "models/settings/duration.h"

#include <functional>
#include <map>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

using Reader = std::function<bool(DeskOptions &, const QString &)>;

struct Option
{
    bool takesValue;
    const char *expects;
    Reader read;
};

bool readSeconds(const QString &text, std::chrono::milliseconds &target)
{
    const auto duration = parseDuration(text.toStdString());
    if (duration)
        target = std::chrono::duration_cast<std::chrono::milliseconds>(*duration);
    return duration.has_value();
}

Reader text(QString DeskOptions::*member)
{
    return [member](DeskOptions &o, const QString &value) {
        o.*member = value;
        return !value.isEmpty();
    };
}

Reader flag(bool DeskOptions::*member)
{
    return [member](DeskOptions &o, const QString &) { return o.*member = true; };
}

bool readSize(DeskOptions &o, const QString &value)
{
    const QStringList parts = value.split(u'x');
    if (parts.size() != 2)
        return false;
    o.size = QSize(parts[0].toInt(), parts[1].toInt());
    return o.size.width() >= 320 && o.size.height() >= 240 && o.size.width() <= 16384 &&
           o.size.height() <= 16384;
}

const std::map<QString, Option> &options()
{
    static const std::map<QString, Option> table{
        {u"--demo"_s, {false, "", flag(&DeskOptions::demo)}},
        {u"--no-server"_s, {false, "", flag(&DeskOptions::noServer)}},
        {u"--help"_s, {false, "", flag(&DeskOptions::help)}},
        {u"--version"_s, {false, "", flag(&DeskOptions::version)}},
        {u"--connect"_s,
         {true, "a profile (production, staging, development, local) or an address",
          text(&DeskOptions::connect)}},
        {u"--ca"_s, {true, "a PEM file with certificates", text(&DeskOptions::ca)}},
        {u"--data"_s, {true, "a folder", text(&DeskOptions::data)}},
        {u"--listen"_s, {true, "an address and port such as 127.0.0.1:8000", text(&DeskOptions::listen)}},
        {u"--session"_s, {true, "a recording", text(&DeskOptions::session)}},
        {u"--screenshot"_s, {true, "a file to write", text(&DeskOptions::screenshot)}},
        {u"--layout"_s, {true, "a layout's name", text(&DeskOptions::layout)}},
        {u"--panel"_s, {true, "a panel's name", text(&DeskOptions::panel)}},
        {u"--stats"_s, {true, "a file to write", text(&DeskOptions::stats)}},
        {u"--after"_s,
         {true, "seconds",
          [](DeskOptions &o, const QString &v) { return readSeconds(v, o.screenshotAfter); }}},
        {u"--exit-after"_s,
         {true, "seconds",
          [](DeskOptions &o, const QString &v) {
              o.exitAfter.emplace();
              return readSeconds(v, *o.exitAfter);
          }}},
        {u"--size"_s, {true, "a size such as 1600x1000", readSize}},
        {u"--theme"_s,
         {true, "dark, light or high-contrast",
          [](DeskOptions &o, const QString &v) {
              o.theme = v;
              return v == u"dark" || v == u"light" || v == u"high-contrast";
          }}},
        {u"--language"_s,
         {true, "en or de",
          [](DeskOptions &o, const QString &v) {
              o.language = v;
              return v == u"en" || v == u"de";
          }}},
    };
    return table;
}

} // namespace

Result<DeskOptions> DeskOptions::parse(const QStringList &arguments)
{
    DeskOptions parsed;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const qsizetype equals = arguments[i].indexOf(u'=');
        const QString name = arguments[i].left(equals);
        const auto option = options().find(name);
        if (option == options().end())
            return failure(ErrorCode::invalidArgument, "unknown option " + arguments[i].toStdString() +
                                                           "; see constellation-desk --help");
        QString value;
        if (option->second.takesValue) {
            const bool attached = equals >= 0;
            if (!attached && i + 1 == arguments.size())
                return failure(ErrorCode::invalidArgument,
                               name.toStdString() + " needs " + option->second.expects);
            value = attached ? arguments[i].mid(equals + 1) : arguments[++i];
        }
        if (!option->second.read(parsed, value))
            return failure(ErrorCode::invalidArgument, name.toStdString() + " needs " +
                                                           option->second.expects + ", not \"" +
                                                           value.toStdString() + "\"");
    }
    if (!parsed.connect.isEmpty() && (parsed.demo || !parsed.listen.isEmpty()))
        return failure(ErrorCode::invalidArgument,
                       "--connect shows another instance; it does not go with --demo or --listen");
    if (!parsed.ca.isEmpty() && parsed.connect.isEmpty())
        return failure(ErrorCode::invalidArgument, "--ca goes with --connect");
    const bool live =
        parsed.demo || !parsed.connect.isEmpty() || !parsed.data.isEmpty() || !parsed.listen.isEmpty();
    if (!parsed.session.isEmpty() && !live)
        parsed.noServer = true;
    return parsed;
}

QString DeskOptions::helpText()
{
    return uR"(Usage: constellation-desk [options]

The operations dashboard: live telemetry, topology and charts, with an embedded
ingest server for lab hardware.

  --demo                run with a simulated constellation (real orbits)
  --connect PROFILE|URL show another running instance (http://127.0.0.1:8000) or a
                        platform: production, staging, development, local
  --ca FILE             PEM certificates to trust there besides the system's (default:
                        CONSTELLATION_CA, then that of the own data folder's instance)
  --data DIR            data folder (default: $XDG_DATA_HOME/constellation)
  --listen ADDR:PORT    where the embedded server listens (default 127.0.0.1:8000,
                        the next free port when that is taken)
  --no-server           no embedded server
  --session FILE        open a recording (.desk, or .csv, .jsonl, .lp, .mcap to
                        import): beside what --demo, --connect or --data shows,
                        otherwise alone, without a server
  --theme NAME          dark, light or high-contrast
  --language CODE       en or de
  --layout NAME         arrangement of the windows: Flight, Network, Lab bench, Replay
                        or one that was saved
  --size WxH            size of the window
  --screenshot FILE     write a picture of the window (PNG) ...
  --after SECONDS       ... so long after the first frame (default 5)
  --panel NAME          picture only this panel: topology, charts, parameters,
                        fleet, matrix, links, events, inspector, analysis,
                        contacts, network, changes, forecast, skill, ingest,
                        ownership
  --stats FILE          write statistics as JSON when the program ends
  --exit-after SECONDS  end by itself
  --help, --version
)"_s;
}

} // namespace desk
