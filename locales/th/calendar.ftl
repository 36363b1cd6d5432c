# วันที่เมื่อนับจากวันนี้
calendar-today = วันนี้
calendar-tomorrow = พรุ่งนี้
calendar-yesterday = เมื่อวานนี้
calendar-in-days = อีก { $days } วัน
calendar-days-ago = { $days } วันที่แล้ว
calendar-on-date = วันที่ { $date }
calendar-due-today = ครบกำหนดวันนี้
calendar-due-tomorrow = ครบกำหนดพรุ่งนี้
calendar-due-in-days = ครบกำหนดในอีก { $days } วัน
calendar-due-on-date = ครบกำหนดวันที่ { $date }
calendar-days-late = เลยกำหนด { $days } วัน

# เหตุที่ข้อความไม่ใช่วันที่หรือช่วงเวลา
calendar-empty = ยังไม่มีวันที่ โปรดระบุวัน เดือน และปี เช่น 4/7/2562
calendar-not-a-date = “{ $text }” ไม่ใช่วันที่ โปรดระบุวัน เดือน และปี เช่น 4/7/2562 หรือ 4 ก.ค. 2562
calendar-incomplete = “{ $text }” เป็นวันที่ที่ไม่ครบ โปรดระบุทั้งวัน เดือน และปี
calendar-no-such-month = “{ $text }”: ไม่มีเดือนที่ { $month } โปรดเขียนวันก่อน แล้วตามด้วยเดือนและปี
calendar-no-such-day = “{ $text }”: เดือนนี้ในปีนั้นไม่มีวันที่ { $day } โปรดแก้วันหรือเดือน
calendar-year-out-of-range = “{ $text }”: ปี { $year } ไม่ตรงกับทั้งพุทธศักราชและคริสต์ศักราชในยุคนี้ โปรดเขียนปีสี่หลัก เช่น 2562 หรือ 2019
calendar-either-era = “{ $text }” อาจหมายถึง { $common } หรือ { $buddhist } โปรดเขียนปีสี่หลัก
calendar-exchanged = “{ $text }” สลับวันกับเดือน น่าจะหมายถึง { $meant } โปรดเขียนวันก่อน แล้วตามด้วยเดือนและปี
calendar-several-days = “{ $text }” ระบุหลายวัน ตั้งแต่ { $first } ถึง { $last } โปรดระบุเพียงวันเดียว
calendar-not-a-period = “{ $text }” ไม่ใช่ช่วงเวลา โปรดเขียนเป็น 2019, 2019-H2, 2019-Q3 หรือ 2019-07 โดยใช้ปีคริสต์ศักราช
