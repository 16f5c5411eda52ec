// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/contacts/contactcsv.h"

#include "models/itemmodels/valueformatter.h"

namespace desk {
namespace {

using namespace Qt::StringLiterals;

// A field a spreadsheet would take for a formula gets an apostrophe.
QString quoted(const std::string &utf8)
{
    QString text = QString::fromStdString(utf8);
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

QString time(const std::optional<Timestamp> &at)
{
    return at ? ValueFormatter::fullTime(*at) : QString();
}

} // namespace

QByteArray contactsCsv(const ContactTableModel &model)
{
    const auto number = [](double value, int decimals) { return QString::number(value, 'f', decimals); };
    QString out = u"station,satellite,rise,culmination,set,duration_s,max_elevation_deg,rise_azimuth_deg,"
                  "set_azimuth_deg,elements_epoch\r\n"_s;
    for (int row = 0; row < model.rowCount(); ++row) {
        const Contact &one = model.contactAt(row);
        const auto duration = durationOf(one);
        const OrbitAge *age = model.contacts()->ageOf(one.satellite);
        const QStringList cells{quoted(model.stationOf(one).name),
                                quoted(model.satelliteOf(one).name),
                                time(one.rise),
                                time(one.culmination),
                                time(one.set),
                                duration ? number(std::chrono::duration<double>(*duration).count(), 3)
                                         : QString(),
                                number(one.highest.elevation, 2),
                                one.rise ? number(one.riseLook.azimuth, 2) : QString(),
                                one.set ? number(one.setLook.azimuth, 2) : QString(),
                                age ? ValueFormatter::fullTime(age->epoch) : QString()};
        out += cells.join(u',') + u"\r\n"_s;
    }
    return out.toUtf8();
}

} // namespace desk
