# Words in charts and maps.
charts-target = ရည်မှန်းချက်
charts-no-data = အချက်အလက် မရှိ
charts-not-yet = မရောက်ရှိသေး
charts-elsewhere = အစီအစဉ်တွင် မပါ
charts-first-time = ဤနေရာတွင် ပထမဆုံးအကြိမ်
charts-points = ဤနေရာတွင် မှတ်တမ်း { $count } ခု
charts-yes = ဟုတ်သည်
charts-step-state = အခြေအနေ
charts-step-detail = မည်သည့်အချိန်၊ မည်သူ
charts-step-done = ပြီးပြီ
charts-step-now = လုပ်ဆောင်ဆဲ
charts-step-late = နောက်ကျ
charts-step-next = မစရသေး
