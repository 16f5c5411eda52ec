// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/events/eventcsv.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/events/eventtext.h"

#include <QSaveFile>

#include <array>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

// A field a spreadsheet would take for a formula gets an apostrophe.
QString quoted(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

QString severityWord(Severity severity)
{
    static constexpr std::array<QStringView, 6> words{u"none",    u"nominal", u"advisory",
                                                      u"caution", u"warning", u"critical"};
    return words[std::size_t(severity)].toString();
}

QByteArray eventCsv(std::span<const Event> events)
{
    QString out = u"time,severity,event,repeats\r\n"_s;
    for (Event event : events) {
        const auto repeats = std::exchange(event.repeats, 1); // a column of its own
        out += ValueFormatter::fullTime(event.time) + u',' + severityWord(event.severity) + u',' +
               quoted(eventText(event)) + u',' + QString::number(repeats) + u"\r\n"_s;
    }
    return out.toUtf8();
}

Result<void> writeFile(const QString &fileName, const QByteArray &content)
{
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return failure(ErrorCode::permissionDenied, file.errorString().toStdString());
    return {};
}

} // namespace desk
