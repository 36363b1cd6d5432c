# Projects and what a report says of them.
programmes-thailand = ประเทศไทย
programmes-summary = จัดกิจกรรมรณรงค์ { $sessions } ครั้ง มีผู้เข้าร่วม { $people } คน ใน { $provinces } จังหวัด ในจำนวนนี้เป็นครูและผู้ปกครอง { $adults } คน
programmes-summary-none = ไม่มีกิจกรรมรณรงค์ที่บันทึกไว้ในช่วงเวลานี้
programmes-summary-first = จัดกิจกรรมใน{ $province }เป็นครั้งแรก
programmes-summary-first-many = จัดกิจกรรมเป็นครั้งแรกใน { $count } จังหวัด
programmes-no-note = ไม่มีการบันทึกเกี่ยวกับวัตถุประสงค์นี้ในช่วงเวลาดังกล่าว
programmes-budget-year = งบประมาณปี { $year }
programmes-source = กิจกรรม { $sessions } ครั้งที่ { $organisation } บันทึกไว้ในสะพาน
programmes-note-unknown = { $dimension }: ไม่ทราบ { $share }% ของจำนวนคนที่นับ
programmes-note-nowhere = กิจกรรม { $count } ครั้งไม่ได้ระบุจังหวัด จึงไม่ปรากฏบนแผนที่
programmes-note-so-far = ช่วงเวลานี้ยังไม่สิ้นสุด ตัวเลขเป็นยอดถึง{ $date }

programmes-need-import = นำเข้า “{ $file }” ให้เสร็จ ขณะนี้ยังไม่มีอะไรถูกบันทึก
programmes-need-list = ในรายการ “{ $list }” มี { $count } รายการที่ข้อมูลไม่ตรงกัน ช่วยตัดสินว่าอันไหนถูก
programmes-need-report = จัดทำรายงานของ { $project } ช่วง { $period } ได้แล้ว
programmes-need-request = { $who } รอคำตอบตั้งแต่ { $date }
programmes-need-agreement = ข้อตกลง “{ $title }” จะสิ้นสุดวันที่ { $date }
programmes-need-money = { $project } ยังขาดงบ { $amount } สำหรับปี { $year }
programmes-note-withheld = จำนวนตั้งแต่ 1 ถึง { $most } ไม่แสดง รวมทั้งจำนวนอื่นที่อาจทำให้คำนวณย้อนกลับได้ เพราะจำนวนน้อยอาจทำให้จดจำบุคคลได้ และไม่ระบุชื่อส่วนที่ไม่แสดง
programmes-note-counted = { $title }: { $note }
programmes-source-figures = นับในระบบสะพานจากบันทึกที่ { $organisation } มีสิทธิ์อ่าน
programmes-others = อื่น ๆ
