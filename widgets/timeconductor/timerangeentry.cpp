// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeconductor/timerangeentry.h"

#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int fieldCharacters = 30; // a stamp with nanoseconds
constexpr int longestText = 200;    // the parser says what is too long

Fraction fractionOf(Timestamp time)
{
    const auto ns = nanoseconds(time) % 1'000'000'000;
    return ns == 0 ? Fraction::none : ns % 1'000'000 == 0 ? Fraction::milli : Fraction::nano;
}

QString written(Timestamp time, TimeNotation notation)
{
    return QString::fromStdString(formatTimeText(time, notation, fractionOf(time)));
}

} // namespace

TimeRangeEntry::TimeRangeEntry(const Theme &theme, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_theme(theme)
{
    setObjectName(u"timeRangeEntry"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_start = addField(u"timeStart"_s);
    m_end = addField(u"timeEnd"_s);
    m_allowed = new QLabel;
    m_allowed->setObjectName(u"timeAllowed"_s);
    m_allowed->setProperty("dim", true);
    m_allowed->setTextFormat(Qt::PlainText);
    m_dayOfYear = new QCheckBox;
    m_dayOfYear->setObjectName(u"timeDayOfYear"_s);
    m_accept = new QPushButton;
    m_accept->setObjectName(u"timeAccept"_s);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(2 * Theme::panelPadding, 2 * Theme::panelPadding, 2 * Theme::panelPadding,
                             2 * Theme::panelPadding);
    grid->setHorizontalSpacing(Theme::panelPadding);
    grid->setVerticalSpacing(Theme::gridUnit);
    int row = 0;
    for (const Field *field : {&m_start, &m_end}) {
        grid->addWidget(field->name, row, 0);
        grid->addWidget(field->edit, row++, 1, 1, 2);
        grid->addWidget(field->read, row++, 1, 1, 2);
    }
    grid->addWidget(m_allowed, row++, 0, 1, 3);
    grid->addWidget(m_dayOfYear, row, 0, 1, 2);
    grid->addWidget(m_accept, row, 2, Qt::AlignRight);
    grid->setColumnStretch(1, 1);
    connect(m_accept, &QPushButton::clicked, this, &TimeRangeEntry::accept);
    connect(m_dayOfYear, &QCheckBox::toggled, this,
            [this](bool on) { setNotation(on ? TimeNotation::dayOfYear : TimeNotation::calendar); });
    connect(&theme, &Theme::changed, this, &TimeRangeEntry::applyTheme);
    applyTheme();
    retranslate();
}

TimeRangeEntry::Field TimeRangeEntry::addField(const QString &objectName)
{
    Field field{new QLabel, new QLineEdit, new QLabel};
    field.edit->setObjectName(objectName);
    field.edit->setMaxLength(longestText);
    field.name->setBuddy(field.edit);
    field.read->setObjectName(objectName + u"Read"_s);
    field.read->setTextFormat(Qt::PlainText);
    connect(field.edit, &QLineEdit::textChanged, this, [this] {
        readBack(m_start);
        if (!m_headOnly)
            readBack(m_end);
    });
    connect(field.edit, &QLineEdit::returnPressed, this, &TimeRangeEntry::accept);
    return field;
}

void TimeRangeEntry::askForRange(TimeRange shown, Timestamp now)
{
    m_headOnly = false;
    m_now = now;
    retranslate();
    write(m_start, shown.start);
    write(m_end, shown.end);
    m_start.edit->setFocus(Qt::PopupFocusReason);
    m_start.edit->selectAll();
}

void TimeRangeEntry::askForHead(Timestamp head)
{
    m_headOnly = true;
    m_now = head;
    retranslate();
    write(m_start, head);
    m_start.edit->setFocus(Qt::PopupFocusReason);
    m_start.edit->selectAll();
}

void TimeRangeEntry::type(const QString &text)
{
    m_start.edit->setText(text.simplified());
}

// A time that was typed and is understood is written in the other notation; a half-typed one stays.
void TimeRangeEntry::setNotation(TimeNotation notation)
{
    if (notation == m_notation)
        return;
    const auto start = timeOf(m_start);
    const auto end = timeOf(m_end);
    m_notation = notation;
    m_dayOfYear->setChecked(notation == TimeNotation::dayOfYear);
    if (start)
        write(m_start, *start);
    if (end)
        write(m_end, *end);
    Q_EMIT notationChanged(notation);
}

void TimeRangeEntry::write(Field &field, Timestamp time)
{
    field.edit->setText(written(time, m_notation));
    readBack(field);
}

Result<Timestamp> TimeRangeEntry::timeOf(const Field &field) const
{
    return parseTimeText(field.edit->text().toStdString(), m_now);
}

QString TimeRangeEntry::complaint(const Error &error) const
{
    if (error.code == ErrorCode::tooLarge)
        return tr("Longer than any time");
    if (error.code == ErrorCode::outOfRange)
        return tr("Not in 1970 to 2261, at character %1").arg(error.offset + 1);
    return tr("Not understood at character %1").arg(error.offset + 1);
}

void TimeRangeEntry::say(Field &field, const QString &text, bool wrong)
{
    field.read->setText(wrong ? u"▲ "_s + text : text);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme.color(wrong ? Token::caution : Token::textDim));
    field.read->setPalette(colours);
    field.edit->setAccessibleDescription(text);
}

void TimeRangeEntry::readBack(Field &field)
{
    const auto time = timeOf(field);
    const auto start = timeOf(m_start);
    if (!time) {
        // What it counts in is bytes of UTF-8; the place is a character.
        Error error = time.error();
        const QByteArray bytes = field.edit->text().toUtf8().left(qsizetype(error.offset));
        error.offset = QString::fromUtf8(bytes).size();
        say(field, complaint(error), true);
    } else if (&field == &m_end && start && *time <= *start) {
        say(field, tr("Not later than the start"), true);
    } else {
        // Both notations, the one that is typed last.
        say(field,
            m_notation == TimeNotation::calendar
                ? written(*time, TimeNotation::dayOfYear) + u"  "_s + written(*time, TimeNotation::calendar)
                : written(*time, TimeNotation::calendar) + u"  "_s + written(*time, TimeNotation::dayOfYear),
            false);
    }
}

void TimeRangeEntry::accept()
{
    const auto start = timeOf(m_start);
    if (!start) {
        m_start.edit->setFocus();
        return;
    }
    if (m_headOnly) {
        close();
        Q_EMIT headChosen(*start);
        return;
    }
    const auto end = timeOf(m_end);
    if (!end || *end <= *start) {
        m_end.edit->setFocus();
        return;
    }
    close();
    Q_EMIT rangeChosen({*start, *end});
}

void TimeRangeEntry::applyTheme()
{
    for (Field *field : {&m_start, &m_end}) {
        field->edit->setFont(m_theme.monoFont());
        field->edit->setMinimumWidth(field->edit->fontMetrics().averageCharWidth() * fieldCharacters);
        field->read->setFont(m_theme.smallMonoFont());
        readBack(*field);
    }
    m_allowed->setFont(m_theme.smallFont());
}

void TimeRangeEntry::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TimeRangeEntry::retranslate()
{
    setAccessibleName(m_headOnly ? tr("Go to a moment of the replay") : tr("Choose start and end"));
    m_start.name->setText(m_headOnly ? tr("&Play head") : tr("&Start"));
    m_end.name->setText(tr("&End"));
    m_start.edit->setAccessibleName(m_headOnly ? tr("Play head") : tr("Start"));
    m_end.edit->setAccessibleName(tr("End"));
    for (QWidget *widget : {static_cast<QWidget *>(m_end.name), static_cast<QWidget *>(m_end.edit),
                            static_cast<QWidget *>(m_end.read)})
        widget->setVisible(!m_headOnly);
    m_allowed->setText(tr("2026-11-21T14:03:07Z, 2026-325T14:03:07Z, 14:03:07, now, -15m\n"
                          "or seconds, milliseconds or nanoseconds since 1970; without a zone UTC"));
    m_dayOfYear->setText(tr("&Day of year"));
    m_accept->setText(m_headOnly ? tr("&Go") : tr("Sho&w"));
    m_accept->setDefault(true);
    readBack(m_start);
    readBack(m_end);
}

} // namespace desk
